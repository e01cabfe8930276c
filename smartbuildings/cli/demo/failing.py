"""What cannot work, and what the error says: a value out of range, a missing permission, a wrong secret."""

from __future__ import annotations

from smartbuildings import SmartBuildings, Temperature
from smartbuildings.cli.demo.scene import CLIENT_ID, CLIENT_SECRET, Scene, counted
from smartbuildings.cli.demo.server_record import count
from smartbuildings.errors import InvalidRequest, PermissionDenied, TokenRefused
from smartbuildings.tokens import MemoryStore

__all__ = ["explain_invalid_request", "explain_missing_permission", "explain_refused_credentials"]

_READ_ONLY = "read:thermostat read:thermostats"


def explain_invalid_request(scene: Scene) -> None:
    """Ask for what the thermostat cannot do."""
    scene.stage.step("A mistake is explained", "95 °F is more than this thermostat accepts.")
    scene.stage.code("thermostat.hold(heat=Temperature.f(95))")
    mark, said = scene.server.mark(), ""
    try:
        scene.chosen().hold(heat=Temperature.f(95))
    except InvalidRequest as error:
        said = str(error)
        scene.stage.quote(f"InvalidRequest: {said}")
    sent = count(scene.server.since(mark), operation="setHeatHold")
    scene.stage.check(
        bool(said) and sent == 0, f"{'refused' if said else 'not refused'}, with {counted(sent, 'write')} at the server"
    )


def explain_missing_permission(scene: Scene) -> None:
    """Write with a token that may only read."""
    scene.stage.step("A permission is missing", "A client that may only read tries to switch the heating off.")
    scene.stage.code('reader.thermostats.get(id).set_mode("off")')
    mark, said = scene.server.mark(), ""
    with _client(scene, CLIENT_SECRET, scope=_READ_ONLY) as reader:
        try:
            reader.thermostats.get(scene.chosen().id).set_mode("off")
        except PermissionDenied as error:
            said = str(error)
            scene.stage.quote(f"PermissionDenied: {said}")
    refused = count(scene.server.since(mark), operation="setHvacMode", status=403)
    sent = count(scene.server.since(mark), operation="setHvacMode")
    scene.stage.check(
        bool(said) and sent == refused == 1, f"{counted(sent, 'call')} at the server, {counted(refused, 'answer')} 403"
    )


def explain_refused_credentials(scene: Scene) -> None:
    """Ask for a token with a wrong secret."""
    scene.stage.step("A secret is wrong", "Repeating would not help, and could get the access suspended.")
    scene.stage.code('SmartBuildings(client_id, "a wrong secret").authenticate()')
    mark, said = scene.server.mark(), ""
    with _client(scene, "a wrong secret") as stranger:
        try:
            stranger.authenticate()
        except TokenRefused as error:
            said = str(error)
            scene.stage.quote(f"TokenRefused: {said}")
    asked = count(scene.server.since(mark), operation="getToken")
    scene.stage.check(
        bool(said) and asked == 1,
        f"{'refused' if said else 'not refused'}, with {counted(asked, 'request')} at the server",
    )


def _client(scene: Scene, secret: str, scope: str | None = None) -> SmartBuildings:
    return SmartBuildings(
        CLIENT_ID, secret, scope=scope, base_url=scene.url, api_version="v2", token_store=MemoryStore()
    )
