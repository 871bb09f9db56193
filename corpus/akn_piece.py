"""One block of a document, its label read and its part put right (`akn_pieces`)."""

from dataclasses import dataclass

from corpus.akn_blocks import Role
from corpus.akn_inline import Inline
from corpus.akn_labels import Label


@dataclass(frozen=True, slots=True)
class Piece:
    """A block whose label is understood; `section` is what a heading opens ("art5", "sec2").

    `printed` is the label as the document has it. `lone_number` is one that stands in a paragraph
    of its own, without text. `outer` is the number of the paragraph whose first words are this
    subparagraph: "58. (a) Requests". `unprinted` says that the number is told by its place alone
    or stands in the text. `odd` says what is wrong with the source here, `after_gap` that
    what stood before it is missing. `division` is the line of a heading that names its division
    ("Part two") where what it is called stood in another line.
    """

    place_in_text: int
    role: Role
    content: Inline
    labels: tuple[Label, ...] = ()
    nested: bool = False
    section: str = ""
    lone_number: str = ""
    printed: str = ""
    outer: tuple[Label, ...] = ()
    unprinted: bool = False
    odd: str = ""
    after_gap: bool = False
    division: str = ""

    @property
    def text(self) -> str:
        """The text alone."""
        return self.content.text
