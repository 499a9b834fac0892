"""A frame of a map: which part of the earth it shows, and where on the picture a place lies."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

WIDTH = 960  # of the picture, in its own units
TALLEST = 960
LEAST = 0.02  # degrees that a frame is wide at least
MARGIN = 0.04  # of the frame, around what it is about
ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # kilometres that the bar of the scale can show
EDGE = 9  # points along each edge of a frame, since parallels are curved


@dataclass(frozen=True)
class Box:
    """A part of the earth, in degrees."""

    west: float
    east: float
    south: float
    north: float

    def wider(self) -> "Box":
        """With a margin, and never too small to be drawn."""
        east = max((self.east - self.west) * MARGIN, (LEAST - self.east + self.west) / 2)
        north = max((self.north - self.south) * MARGIN, (LEAST - self.north + self.south) / 2)
        return Box(self.west - east, self.east + east, self.south - north, self.north + north)


@dataclass(frozen=True)
class Frame:
    """A box on the picture: `scale` is units a metre."""

    box: Box
    left: float
    top: float
    scale: float
    height: int

    def places(self, degrees: Any) -> Any:
        """An array of pairs in degrees as pairs on the picture, y downwards."""
        import numpy as np
        east, north = _projection(self.box)(degrees[:, 0], degrees[:, 1])
        return np.column_stack([(east - self.left) * self.scale, (self.top - north) * self.scale])

    def kilometres(self) -> int:
        """A round length that the bar of the scale shows, about a fifth of the picture."""
        most = WIDTH / 5 / self.scale / 1000
        return max((one for one in ROUND if one <= most), default=ROUND[0])


@lru_cache(maxsize=256)
def frame_of(box: Box) -> Frame:
    """The frame around a box."""
    import numpy as np
    along = np.linspace(0, 1, EDGE)
    east, north = box.west + along * (box.east - box.west), box.south + along * (box.north - box.south)
    edges = np.array([*((one, box.south) for one in east), *((one, box.north) for one in east),
                      *((box.west, one) for one in north), *((box.east, one) for one in north)])
    x, y = _projection(box)(edges[:, 0], edges[:, 1])
    scale = min(WIDTH / (x.max() - x.min()), TALLEST / (y.max() - y.min()))
    return Frame(box, float(x.min()), float(y.max()), float(scale), round(float((y.max() - y.min()) * scale)))


@lru_cache(maxsize=256)
def _projection(box: Box) -> Any:
    """Albers' equal-area cone on the ellipsoid of CGCS2000, its parallels a sixth within the box: true to a few thousandths."""
    from pyproj import Proj
    sixth = (box.north - box.south) / 6
    return Proj(proj="aea", lat_1=box.south + sixth, lat_2=box.north - sixth, lat_0=box.south, ellps="GRS80",
                lon_0=(box.west + box.east) / 2)
