"""gRPC's FilmService."""

import grpc

from spotter.api.catalog.v1 import film_service_pb2 as pb
from spotter.api.catalog.v1.film_service_pb2_grpc import FilmServiceServicer
from spotter.catalog.films.desk import FilmDesk
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.exercises.films import film_message
from spotter.wire.lessons.equipment_tracks import box_of
from spotter.wire.poses.points import equipment_kind_of

Context = grpc.ServicerContext


class FilmService(FilmServiceServicer):
    """Keeps the pictures of a recording by which equipment is taught."""

    def __init__(self, desk: FilmDesk) -> None:
        self._desk = desk

    @answers
    def BeginFilm(self, request: pb.BeginFilmRequest, _context: Context) -> pb.BeginFilmResponse:
        """Keep the pictures of a station from now on."""
        kind = equipment_kind_of(request.equipment)
        film = self._desk.begin(request.station_id, kind, request.author, agreed=request.agreed)
        return pb.BeginFilmResponse(film=film_message(film.info))

    @answers
    def GetFilm(self, request: pb.GetFilmRequest, _context: Context) -> pb.GetFilmResponse:
        """How it is with a film."""
        film = self._desk.film(request.film_id, request.author)
        return pb.GetFilmResponse(film=film_message(film.info))

    @answers
    def EndFilm(self, request: pb.EndFilmRequest, _context: Context) -> pb.EndFilmResponse:
        """Keep no more pictures."""
        film = self._desk.end(request.film_id, request.author)
        return pb.EndFilmResponse(film=film_message(film.info))

    @answers
    def ProposeBoxes(
        self, request: pb.ProposeBoxesRequest, _context: Context
    ) -> pb.ProposeBoxesResponse:
        """Begin to look for a box round the equipment."""
        film = self._desk.propose(request.film_id, request.author)
        return pb.ProposeBoxesResponse(film=film_message(film.info))

    @answers
    def FollowBoxes(
        self, request: pb.FollowBoxesRequest, _context: Context
    ) -> pb.FollowBoxesResponse:
        """Begin to follow what is in boxes."""
        boxes = [box_of(one) for one in request.boxes]
        film = self._desk.follow(request.film_id, boxes, request.author)
        return pb.FollowBoxesResponse(film=film_message(film.info))

    @answers
    def GetPicture(self, request: pb.GetPictureRequest, _context: Context) -> pb.GetPictureResponse:
        """One picture."""
        jpeg = self._desk.picture(request.film_id, request.index, request.author)
        return pb.GetPictureResponse(jpeg=jpeg)

    @answers
    def DeleteFilm(self, request: pb.DeleteFilmRequest, _context: Context) -> pb.DeleteFilmResponse:
        """Delete a film with all its pictures."""
        self._desk.delete(request.film_id, request.author)
        return pb.DeleteFilmResponse()
