"""One small picture of a page in both languages on both screens, for docs/pages.md."""

import io
from collections.abc import Sequence
from pathlib import Path

SCALE, GAP, COLOURS = 0.5, 12, 64
TALLEST = 1500  # pixels of a page that are shown


def put_together(shots: Sequence[bytes], file: Path) -> None:
    """Side by side, reduced, in few colours."""
    from PIL import Image
    small = []
    for shot in shots:
        whole = Image.open(io.BytesIO(shot)).convert("RGB")
        small.append(whole.resize((round(whole.width * SCALE), round(whole.height * SCALE)), Image.Resampling.LANCZOS))
    sheet = Image.new("RGB", (sum(one.width for one in small) + GAP * (len(small) + 1),
                              max(one.height for one in small) + 2 * GAP), (200, 205, 212))
    left = GAP
    for one in small:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(file, optimize=True)
