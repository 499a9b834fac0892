"""The files that an act or a report may have: those its kind names, and attachments with any, with acts photographs too."""

from regulation.act_kind import ActKind, FileWanted

PHOTO, ATTACHMENT = FileWanted("photo", "现场照片"), FileWanted("attachment", "其他附件")


def files_of(kind: ActKind) -> tuple[FileWanted, ...]:
    """What an act of a kind may have; of each name there may be several."""
    named = {file.name for file in kind.files}
    return (*kind.files, *(file for file in (PHOTO, ATTACHMENT) if file.name not in named))


def files_of_report(kind: ActKind) -> tuple[FileWanted, ...]:
    """What a report of a kind may have: each file that the kind names once, and several attachments."""
    return kind.files if any(file.name == ATTACHMENT.name for file in kind.files) else (*kind.files, ATTACHMENT)
