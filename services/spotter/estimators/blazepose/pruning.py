"""Leaving out what a network computes for nobody.

BlazePose's landmark network also draws the person's outline at full size, which takes 40 % of its
time. LiteRT runs every operator of a model, whether or not its result is read.
"""

from collections.abc import Sequence

from ai_edge_litert import schema_py_generated as schema
from flatbuffers import Builder

_FILE_IDENTIFIER = b"TFL3"


def prune(content: bytes, outputs: Sequence[int]) -> bytes:
    """A LiteRT model with only the ``outputs`` of those numbers, in that order.

    ``content`` is the bytes of a model with one subgraph. The outputs that stay are the same to the
    bit.
    """
    model = schema.ModelT.InitFromPackedBuf(content, 0)
    graph = model.subgraphs[0]
    graph.outputs = [graph.outputs[number] for number in outputs]
    needed, operators = set(graph.outputs), []
    for operator in reversed(graph.operators):
        if needed.intersection(operator.outputs):
            operators.append(operator)
            needed.update(operator.inputs)
    graph.operators = operators[::-1]
    model.signatureDefs = []  # they name outputs that may be gone
    builder = Builder(len(content))
    builder.Finish(model.Pack(builder), _FILE_IDENTIFIER)
    return bytes(builder.Output())
