"""The two pairs of files that OpenPose's authors have published, and how to recognise them.

Paths are those of OpenPose's own ``models`` folder. Sizes and SHA-256 are those of the files whose
MD5 OpenPose's CMakeLists.txt gives (CMU-Perceptual-Computing-Lab/openpose: COCO
5156d31f670511fce9b4e28b403f2939, BODY_25 78287b57cf85fa89c03f1393d368e5b7). They are listed, for
COCO, by the Git LFS entry of foss-for-synopsys-dwc-arc-processors/synopsys-caffe-models, and for
both, beside those MD5, by several projects that fetch them. Prototxts need no sum: every layer of
theirs is compared.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """A pair of files, and the size and sum of the larger one."""

    prototxt: str
    caffemodel: str
    size_bytes: int
    sha256: str


PUBLISHED = {
    "coco": Published(
        prototxt="pose/coco/pose_deploy_linevec.prototxt",
        caffemodel="pose/coco/pose_iter_440000.caffemodel",
        size_bytes=209_274_056,
        sha256="b4cf475576abd7b15d5316f1ee65eb492b5c9f5865e70a2e7882ed31fb682549",
    ),
    "body_25": Published(
        prototxt="pose/body_25/pose_deploy.prototxt",
        caffemodel="pose/body_25/pose_iter_584000.caffemodel",
        size_bytes=104_715_850,
        sha256="44e3d7ebd8c8b62d4366d67127f1b562611a9e8fd0f4f3cdeeb4bb4a6ed12be6",
    ),
}
"""By the name of the network's structure."""
