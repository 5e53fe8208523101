"""The routes by which a station's screen speaks where its browser has no voice."""

from fastapi import APIRouter, Depends, HTTPException, Response

from spotter.notifier.speech.espeak import SpeechError
from spotter.notifier.speech.sentences import BusyVoiceError, NoVoiceError, Sentences
from spotter.notifier.views.speech_view import SentenceGiven, VoiceView
from spotter.notifier.web.access.guard import By, Guard
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.seen_stations import StationName, must_see_station

_ACT = needs(Right.STATION_ACT)


def speech_routes(sentences: Sentences, guard: Guard) -> APIRouter:
    """The routes for whoever acts at the station; what is to be said is no part of an address."""
    router = APIRouter(prefix="/api/stations/{station_id}", dependencies=[Depends(guard)])

    @router.get("/speech", summary="Whether there is a voice", openapi_extra=_ACT)
    async def voice(station_id: StationName, by: By) -> VoiceView:
        must_see_station(by, station_id)
        return VoiceView(languages=sentences.languages)

    @router.post(
        "/speech",
        summary="A sentence of the screen, spoken: a WAV file",
        openapi_extra=_ACT,
        response_class=Response,
    )
    async def speak(station_id: StationName, given: SentenceGiven, by: By) -> Response:
        must_see_station(by, station_id)
        try:
            wav = await sentences.wav(given.text, given.language)
        except NoVoiceError as error:
            raise HTTPException(501, str(error)) from error
        except (BusyVoiceError, SpeechError) as error:
            raise HTTPException(503, str(error)) from error
        return Response(wav, media_type="audio/wav")

    return router
