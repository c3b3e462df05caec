"""The work of methods.ts in Python, timed: the median of three runs, in milliseconds, as JSON."""

import json
import statistics
import time

import networkx
import numpy
from scipy import ndimage
from scipy.sparse import csgraph

random = numpy.random.default_rng(3)


def median(work):
    work()
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


count = 500
places = random.uniform(0, 10_000, (count, 2))
areas = random.uniform(1, 21, count)
lengths = numpy.log(2) / 1000 * numpy.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
products = numpy.outer(areas, areas)


def numerator(keep):
    best = csgraph.dijkstra(lengths[numpy.ix_(keep, keep)], directed=False)
    return (products[numpy.ix_(keep, keep)] * numpy.exp(-best)).sum()


def connectivity():
    # Two removals stand for 500: the work is the same for each.
    whole = numpy.arange(count)
    total = numerator(whole)
    return [100 * (total - numerator(numpy.delete(whole, k))) / total for k in range(2)]


graph = networkx.Graph()
graph.add_nodes_from(range(count))
graph.add_edges_from((a, b) for a, b in zip(*numpy.nonzero(lengths <= numpy.log(2))) if a < b)


def integral():
    # The whole index once; its removals would be 500 times as much.
    return sum(
        areas[a] * areas[b] / (1 + links)
        for a, reached in networkx.all_pairs_shortest_path_length(graph)
        for b, links in reached.items()
    )


costs = random.uniform(0, 60, (10_000, 500))
population = random.uniform(0, 100, 10_000)
supply = random.uniform(0, 50, 500)


def two_step():
    weights = (costs <= 20).astype(float)
    return weights @ (supply / (population @ weights))


def sobol():
    a, b = random.random((1024, 6)), random.random((1024, 6))
    scores = numpy.array([80, 60, 40, 70, 55, 90])

    def composite(rows):
        return rows @ scores / rows.sum(axis=1)

    one, other = composite(a), composite(b)
    variance = numpy.var(numpy.r_[one, other])
    indices = []
    for k in range(6):
        mixed = a.copy()
        mixed[:, k] = b[:, k]
        found = composite(mixed)
        for _ in range(100):
            pick = random.integers(0, 1024, 1024)
            indices.append((other[pick] * (found[pick] - one[pick])).mean() / variance)
    return indices


rows, columns = numpy.mgrid[0:500, 0:600]
classes = 1 + numpy.floor(2 + 1.9 * numpy.sin(rows / 17) * numpy.cos(columns / 23) + random.uniform(0, 0.4, rows.shape))


def landscape():
    result = []
    for name in numpy.unique(classes):
        labels, patches = ndimage.label(classes == name, structure=numpy.ones((3, 3)))
        sizes = numpy.bincount(labels.ravel())[1:]
        joins = (labels[1:] != labels[:-1]).sum() + (labels[:, 1:] != labels[:, :-1]).sum()
        far = ndimage.distance_transform_edt(labels == 0)
        result.append((patches, sizes.max(), (sizes**2).sum(), joins, far.max()))
    return result


print(
    json.dumps(
        {
            "connectivity": {"name": "SciPy, of 2 removals", "milliseconds": 500 / 2 * median(connectivity)},
            "integral": {"name": "NetworkX, no removals", "milliseconds": median(integral)},
            "two-step": {"name": "NumPy", "milliseconds": median(two_step)},
            "sobol": {"name": "NumPy, 100 bootstraps", "milliseconds": median(sobol)},
            "landscape": {"name": "SciPy labels, part of the metrics", "milliseconds": median(landscape)},
        }
    )
)
