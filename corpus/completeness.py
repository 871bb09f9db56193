"""Does this copy of a document say less than that one? A part never replaces a whole.

What was cut off may still be well-formed; and what is not may have been mended, so that it reads as
a document. A copy that was mended does not replace one that did not have to be.
"""

from corpus.model import Resolution

# A copy with less than this share of the characters is a remnant, whatever it says. No reissue
# known leaves out as much; documents of a few lines are left to the other test.
_REMNANT = 0.25
_LONG = 2000
# A correction may strike out a paragraph; what is cut off usually lacks more than that.
_STRUCK_OUT = 0.1


MENDED = "is damaged and was mended"  # in the warnings of a document


def was_mended(resolution: Resolution) -> bool:
    """Whether its file had to be mended before it could be read."""
    return any(MENDED in warning for warning in resolution.warnings)


def says_less(new: Resolution, held: Resolution) -> bool:
    """Whether `new` is a part of `held`: damaged, cut off, thinned out, or a remnant of it.

    It is a part where it says nothing that is not in `held`, but for one paragraph that may be cut
    off in the middle, and leaves out a tenth or more. Both are the same document in the same
    language.
    """
    if was_mended(new) and not was_mended(held):
        return True
    there = {paragraph.text for paragraph in held.paragraphs}
    here = {paragraph.text for paragraph in new.paragraphs}
    added, missing = here - there, there - here
    length, left = sum(map(len, there)), sum(map(len, here))
    if all(any(text.startswith(one) for text in missing) for one in added):
        # One that is cut off is missing as a whole as well; something else has to be, too.
        is_part = len(added) <= 1 and len(missing) > len(added)
        return is_part and left <= (1 - _STRUCK_OUT) * length
    return length >= _LONG and left < _REMNANT * length
