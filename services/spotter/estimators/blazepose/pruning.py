"""Removes the operators of a network whose results nobody reads.

BlazePose's landmark network also computes the person's outline at full size, which takes 40 % of
its time. LiteRT runs every operator of a model, whether or not its result is read.
"""

from collections.abc import Sequence

from ai_edge_litert import schema_py_generated as schema
from flatbuffers import Builder

_FILE_IDENTIFIER = b"TFL3"


def prune(content: bytes, outputs: Sequence[int]) -> bytes:
    """A LiteRT model with only the ``outputs`` at those indices, in that order.

    ``content`` holds the bytes of a model with one subgraph. The remaining outputs are identical to
    the bit.
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
    model.signatureDefs = []  # they name outputs that may have been removed
    builder = Builder(len(content))
    builder.Finish(model.Pack(builder), _FILE_IDENTIFIER)
    return bytes(builder.Output())
