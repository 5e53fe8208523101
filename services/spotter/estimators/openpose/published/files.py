"""The two pairs of files that OpenPose's authors published, with their checksums.

Paths are relative to OpenPose's ``models`` folder. Sizes and SHA-256 are those of the files with
the MD5 in OpenPose's CMakeLists.txt (CMU-Perceptual-Computing-Lab/openpose: COCO
5156d31f670511fce9b4e28b403f2939, BODY_25 78287b57cf85fa89c03f1393d368e5b7). The source for COCO is
the Git LFS entry of foss-for-synopsys-dwc-arc-processors/synopsys-caffe-models; for both, several
projects that fetch them list the SHA-256 next to the MD5. Prototxts need no checksum, as every
layer is compared.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """A pair of files, and the size and checksum of the caffemodel."""

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
"""The files by the name of the network's structure."""
