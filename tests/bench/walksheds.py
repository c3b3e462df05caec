"""Walksheds of some nodes with networkx: edges and nodes in a file, milliseconds and reached nodes out."""

import sys
import time

import networkx

graph = networkx.Graph()
sources = []
with open(sys.argv[1], encoding="ascii") as lines:
    for line in lines:
        parts = line.split()
        if parts[0] == "edge":
            start, end, cost = int(parts[1]), int(parts[2]), float(parts[3])
            # Of several edges between two nodes the shortest counts.
            if not graph.has_edge(start, end) or graph[start][end]["weight"] > cost:
                graph.add_edge(start, end, weight=cost)
        else:
            sources.append(int(parts[1]))
limit = float(sys.argv[2])
begun = time.perf_counter()
reached = sum(
    len(networkx.single_source_dijkstra_path_length(graph, source, cutoff=limit)) for source in sources
)
print((time.perf_counter() - begun) * 1000, reached)
