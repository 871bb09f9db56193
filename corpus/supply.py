"""Where the bytes of a listed file come from: this disk, an archive, or the source.

Bytes that come are kept at once, so that none are fetched twice, whatever happens next.
"""

from collections.abc import Iterable, Iterator

from corpus.errors import DamagedError, DocumentError, UnresError
from corpus.journal import Blob, Journal
from corpus.source_errors import TryLaterError
from corpus.sources.origin import Delivery, ListedFile, Origin
from corpus.sources.unxml import members_of


class Supply:
    """The bytes of listed files, from the nearest place that has them.

    `keep=False` fetches without keeping anything. `fetched` counts files that came from the source.
    """

    def __init__(self, journal: Journal, origin: Origin, *, keep: bool) -> None:
        self.fetched = 0
        self._journal = journal
        self._origin = origin
        self._keep = keep
        self._blobs = journal.blobs()
        self._withheld = journal.withheld()
        self._archive_of: dict[str, ListedFile] = {}  # by the name of the member

    def blob(self, file: ListedFile) -> Blob | None:
        """The bytes of this file, if they are held."""
        return self._blobs.get(file.sha1)

    def add_member(self, archive: ListedFile, member: ListedFile) -> None:
        """Say that a file is found in an archive, not by itself."""
        self._archive_of[member.name] = archive

    def deliver(self, files: Iterable[ListedFile]) -> Iterator[Delivery]:
        """Each file with its bytes, or with the reason why they could not be had.

        Of files with the same bytes the first that comes stands for all.
        """
        same: dict[str, list[ListedFile]] = {}
        for file in files:
            same.setdefault(file.sha1 or file.name, []).append(file)
        missing: list[list[ListedFile]] = []
        packed: dict[str, list[ListedFile]] = {}
        for group in same.values():
            data = self._held(group[0])
            if data is not None:
                yield Delivery(group[0], data)
                continue
            archive = self._archive_of.get(group[0].name)
            if archive is None:
                missing.append(group)
            else:
                packed.setdefault(archive.name, []).append(group[0])
        for members in packed.values():
            yield from self._unpacked(self._archive_of[members[0].name], members)
        yield from self._fetched(missing)

    def _held(self, file: ListedFile) -> bytes | None:
        blob = self._blobs.get(file.sha1)
        if blob is None:
            return None
        try:
            return self._journal.raw_bytes(blob.sha256)
        except DamagedError:
            if self._keep:
                self._journal.forget_blob(file.sha1, blob.sha256)
            del self._blobs[file.sha1]
            return None

    def _unpacked(self, archive: ListedFile, members: list[ListedFile]) -> Iterator[Delivery]:
        wanted = {member.path: member for member in members}
        for whole in self.deliver([archive]):
            error: UnresError | None = whole.error
            try:
                for one in members_of(archive, whole.data) if error is None else ():
                    member = wanted.get(one.file.path)
                    if member is not None and member.sha1 == one.file.sha1:
                        del wanted[member.path]
                        yield self._kept(Delivery(member, one.data, one.error))
            except DocumentError as damage:
                error = damage
            error = error or DocumentError(
                f"{archive.name} no longer holds it.", "It is looked for at the next refresh."
            )
            yield from (Delivery(member, b"", error) for member in wanted.values())

    def _fetched(self, groups: list[list[ListedFile]]) -> Iterator[Delivery]:
        """From the source; where one address of the same bytes fails, the next is tried."""
        waiting = {group[0].sha1 or group[0].name: list(group) for group in groups}
        while waiting:
            first = [group.pop(0) for group in waiting.values()]
            # What did not come last time is asked for last, so that it holds nothing else up.
            first.sort(key=lambda file: file.url in self._withheld)
            again: dict[str, list[ListedFile]] = {}
            for delivery in self._origin.deliver(first):
                file = delivery.file
                others = waiting[file.sha1 or file.name]
                if delivery.error is None:
                    self.fetched += 1
                    yield self._kept(delivery)
                elif others and not is_limit(delivery.error):
                    again[file.sha1] = others
                else:
                    self._withhold(file, delivery.error)
                    yield delivery
            waiting = again

    def _kept(self, delivery: Delivery) -> Delivery:
        file = delivery.file
        if self._keep and delivery.error is None:
            self._blobs[file.sha1] = self._journal.keep_blob(file.sha1, delivery.data)
            if file.url in self._withheld:
                self._journal.forget_withheld(file.url)
        return delivery

    def _withhold(self, file: ListedFile, error: UnresError) -> None:
        if self._keep and not is_limit(error):
            self._journal.note_withheld(file.url, error.problem)


def is_limit(error: UnresError) -> bool:
    """Whether a limit of the run, and nothing else, kept a file from being fetched."""
    return isinstance(error, TryLaterError) and error.is_limit
