"""The files that an act may have: those its kind names, and photographs and attachments with any kind."""

from regulation.act_kind import ActKind, FileWanted

PHOTO, ATTACHMENT = FileWanted("photo", "现场照片"), FileWanted("attachment", "其他附件")


def files_of(kind: ActKind) -> tuple[FileWanted, ...]:
    """What an act of a kind may have; of each name there may be several."""
    named = {file.name for file in kind.files}
    return (*kind.files, *(file for file in (PHOTO, ATTACHMENT) if file.name not in named))
