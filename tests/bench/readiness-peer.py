"""The checks of readiness.ts that geometry alone tells, with geopandas: milliseconds and counts, as JSON."""

import json
import sys
import time

import geopandas
import numpy
from shapely.geometry import Polygon
from shapely.strtree import STRtree



def pairs(shapes):
    """Places of shapes that meet, each pair once. The index of shapely is there whatever geopandas was built with."""
    tree = STRtree(shapes)
    place = {id(shape): at for at, shape in enumerate(shapes)}
    left, right = [], []
    for at, shape in enumerate(shapes):
        for other in tree.query(shape):
            # Shapely 2 gives places, shapely 1 the shapes themselves.
            number = int(other) if isinstance(other, (int, numpy.integer)) else place[id(other)]
            if number > at and shape.intersects(shapes[number]):
                left.append(at)
                right.append(number)
    return left, right


parcels = geopandas.read_file(sys.argv[1])
begun = time.perf_counter()
geometry = parcels.geometry
invalid = int((~geometry.is_valid).sum())
sound = geometry.buffer(0).where(~geometry.is_valid, geometry) if invalid else geometry
wkb = geometry.apply(lambda shape: shape.normalize().wkb if hasattr(shape, "normalize") else shape.wkb)
duplicates = int(wkb.duplicated().sum())
left, right = pairs(list(sound))
shared = sound.iloc[left].reset_index(drop=True).intersection(sound.iloc[right].reset_index(drop=True)).area
overlaps = int((shared >= 0.1).sum())
whole = sound.unary_union
parts = getattr(whole, "geoms", [whole])
gaps = 0
for part in parts:
    for ring in part.interiors:
        area = Polygon(ring).area
        width = 2 * area / ring.length
        gaps += int(area >= 0.1 and (area <= 100 or width <= 1))
shape = 4 * numpy.pi * sound.area / sound.length**2
slivers = int(((sound.area > 0) & (sound.area <= 50) & (shape <= 0.15)).sum())
milliseconds = 1000 * (time.perf_counter() - begun)
counts = {"invalid": invalid, "overlaps": overlaps, "gaps": gaps, "slivers": slivers, "duplicates": duplicates}
print(json.dumps({"milliseconds": milliseconds, "counts": counts, "version": geopandas.__version__}))
