"""Country shapes on the map plane: Equal Earth, in units of five kilometres."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fpdata import countries
from fpdata.errors import CorpusError

if TYPE_CHECKING:
    import geopandas
    from shapely.geometry.base import BaseGeometry

__all__ = ["CRS", "LON_0", "UNIT", "World", "from_frame", "great_circle", "project", "world"]

LON_0 = 11
"""Central meridian: the one that lets the map's edge pass between Alaska and Chukotka."""
CRS = f"+proj=eqearth +lon_0={LON_0} +datum=WGS84 +units=m"
UNIT = 5000
"""Metres in one unit of the plane."""


class World(NamedTuple):
    """Shapes and points of countries on the plane.

    Attributes
    ----------
    shapes : dict
        ISO3 code to rings, each a list ``x0, y0, x1, y1, …`` of whole numbers
        in units of `UNIT`; holes run the other way round.
    points : dict
        ISO3 code to ``(x, y, small)``: a place inside the largest part, and
        whether the country is too small to be seen as a shape.
    source : str
        Where the shapes come from and how disputed areas are drawn.
    """

    shapes: dict[str, list[list[int]]]
    points: dict[str, tuple[int, int, bool]]
    source: str


@cache
def world() -> World:
    """Return the bundled world: Natural Earth 1:50m, simplified, with 237 shapes and 248 points.

    Examples
    --------
    >>> len(world().shapes), len(world().points), world().points["MLT"][2]
    (237, 248, True)
    """
    content = json.loads(files("fpdata").joinpath("data/geometry.json").read_text("utf-8"))
    points = {code: (x, y, bool(small)) for code, (x, y, small) in content["points"].items()}
    return World(content["shapes"], points, content["source"])


def project(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Project degrees to the plane.

    Parameters
    ----------
    lon, lat : float or array of float
        Degrees east and north.

    Returns
    -------
    x, y : float or array of float
        In units of `UNIT`.

    Examples
    --------
    >>> project(11.0, 0.0)
    (0.0, 0.0)
    """
    x, y = _transformer()(lon, lat)
    return x / UNIT, y / UNIT


@cache
def _transformer() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform


def great_circle(start: tuple[float, float], end: tuple[float, float]) -> tuple[list[int | None], list[int | None]]:
    """Draw the shortest line over the globe between two places.

    Parameters
    ----------
    start, end : tuple of float
        Longitude and latitude in degrees.

    Returns
    -------
    x, y : list of int or None
        On the plane; None where the line leaves the map on one side and
        comes back on the other.
    """
    lon, lat = np.array([start, *_geod().npts(*start, *end, 30), end]).T
    x, y = (np.rint(values).astype(int).tolist() for values in project(lon, lat))
    half = abs(project(LON_0 + 179.99, 0.0)[0])
    for place in range(len(x) - 1, 0, -1):
        if abs(x[place] - x[place - 1]) > half:
            x.insert(place, None)
            y.insert(place, None)
    return x, y


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


_CODE_COLUMNS = ("iso3", "a3", "ISO_A3_EH", "ISO_A3", "iso_a3", "ADM0_A3", "adm0_a3", "country_iso3")
_SMALL_KM2, _ISLET_KM2 = 25_000, 2_000


def from_frame(
    frame: geopandas.GeoDataFrame, tolerance_km: float = 20, source: str = "Shapes: the user's own"
) -> World:
    """Bring shapes of your own to the plane.

    Parameters
    ----------
    frame : GeoDataFrame
        One row per country, with a coordinate reference system and ISO3 codes
        in a column ``iso3`` (or ``a3``, ``ISO_A3``, ``ADM0_A3`` …).
    tolerance_km : float
        How far outlines may be simplified; neighbours stay neighbours.
    source : str
        Named on the figure.

    Returns
    -------
    World
        Parts of a country below 2,000 km² are left out, but for its largest.

    Raises
    ------
    CorpusError
        If the frame has no reference system, no code column, a code twice or
        no polygon.
    """
    import shapely

    column = next((name for name in _CODE_COLUMNS if name in frame), None)
    if column is None or frame.crs is None or frame[column].duplicated().any():
        found = f"columns {', '.join(map(str, frame.columns))}; coordinate reference system {frame.crs}"
        msg = f"geometry: found {found}, expected ISO3 codes, each once, in one of {', '.join(_CODE_COLUMNS)} and a crs"
        raise CorpusError(msg)
    degrees = dict(zip(frame[column], frame.geometry.to_crs("EPSG:4326"), strict=True))
    flat = {code: _flattened(shape) for code, shape in degrees.items() if shape is not None and not shape.is_empty}
    flat = {code: shape for code, shape in flat.items() if not shape.is_empty}
    if not flat:
        msg = "geometry: found no polygon, expected country shapes"
        raise CorpusError(msg)
    simple = shapely.coverage_simplify(np.array(list(flat.values())), tolerance_km * 1000)
    shapes, points = {}, {}
    for (code, whole), shape in zip(sorted(flat.items()), simple[np.argsort(list(flat))], strict=True):
        spot = shapely.maximum_inscribed_circle(max(_parts(whole), key=lambda part: part.area)).coords[0]
        x, y = (round(value / UNIT) for value in spot)
        if code in countries.codes():
            points[code] = (x, y, whole.area < _SMALL_KM2 * 1e6)
        shapes[code] = _rings(shape) or [[x - 1, y, x, y + 1, x + 1, y, x, y - 1, x - 1, y]]
    for code in sorted(countries.codes() - set(points)):
        if countries.capital(code):
            x, y = project(*countries.capital(code)[:2])
            points[code] = (round(x), round(y), True)
    return World(shapes, dict(sorted(points.items())), source)


def _parts(shape: BaseGeometry) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]


def _flattened(shape: BaseGeometry) -> BaseGeometry:
    """Cut a shape in degrees at the map's edge and project it."""
    import shapely

    whole = shapely.union_all([_unwrapped(part).buffer(0) for part in _parts(shape)])
    west = LON_0 - 180 + 1e-6  # a point right on the edge could land on either side
    window = shapely.box(west, -90, west + 360 - 2e-6, 90)
    turns = [shapely.transform(whole, lambda xy, turn=turn: xy + np.array([turn, 0])) for turn in (-360, 0, 360)]
    cut = shapely.segmentize(shapely.union_all(shapely.intersection(turns, window)), 2)
    metres = shapely.transform(cut, lambda xy: np.c_[_transformer()(*xy.T)])
    return shapely.union_all(_parts(shapely.make_valid(metres)))


def _unwrapped(polygon: Any) -> Any:
    """Let an outline that jumps from 180 to -180 run on; close one around a pole over the pole."""
    import shapely

    lon, lat = np.array(polygon.exterior.coords)[:, :2].T
    if np.abs(np.diff(lon)).max() <= 180:
        return polygon
    lon = np.unwrap(lon, period=360)
    if abs(lon[-1] - lon[0]) > 180:
        pole = np.copysign(90, lat.mean())
        lon, lat = np.append(lon, [lon[-1], lon[0]]), np.append(lat, [pole, pole])
    return shapely.Polygon(np.c_[lon, lat])


def _rings(shape: BaseGeometry) -> list[list[int]]:
    flat = []
    for part in sorted(_parts(shape), key=lambda part: -part.area):
        if flat and part.area < _ISLET_KM2 * 1e6:
            break
        part = part.normalize()  # outer rings clockwise, holes the other way
        for ring in (part.exterior, *part.interiors):
            xy = np.rint(np.array(ring.coords) / UNIT).astype(int)
            xy = xy[np.r_[True, np.any(np.diff(xy, axis=0) != 0, axis=1)]]
            if len(xy) > 3:
                flat.append(xy.ravel().tolist())
    return flat
