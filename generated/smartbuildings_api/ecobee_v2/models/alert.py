from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alert_alert_type import AlertAlertType
from ..models.alert_notification_type import AlertNotificationType
from ..models.alert_severity import AlertSeverity
from ..types import UNSET, Unset

T = TypeVar("T", bound="Alert")


@_attrs_define
class Alert:
    """One alert or reminder of a thermostat.

    Attributes:
        acknowledge_ref (str | Unset): Reference of the alert.
        alert_number (int | Unset): Number of the kind of alert.
        alert_type (AlertAlertType | Unset): Class of the alert.
        notification_type (AlertNotificationType | Unset): What the alert is about.
        reminder (str | Unset): Date to remind again.
        severity (AlertSeverity | Unset): How grave it is.
        text (str | Unset): The text for people.
        time (str | Unset): When it was raised.
    """

    acknowledge_ref: str | Unset = UNSET
    alert_number: int | Unset = UNSET
    alert_type: AlertAlertType | Unset = UNSET
    notification_type: AlertNotificationType | Unset = UNSET
    reminder: str | Unset = UNSET
    severity: AlertSeverity | Unset = UNSET
    text: str | Unset = UNSET
    time: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        acknowledge_ref = self.acknowledge_ref

        alert_number = self.alert_number

        alert_type: str | Unset = UNSET
        if not isinstance(self.alert_type, Unset):
            alert_type = self.alert_type.value

        notification_type: str | Unset = UNSET
        if not isinstance(self.notification_type, Unset):
            notification_type = self.notification_type.value

        reminder = self.reminder

        severity: str | Unset = UNSET
        if not isinstance(self.severity, Unset):
            severity = self.severity.value

        text = self.text

        time = self.time

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if acknowledge_ref is not UNSET:
            field_dict["acknowledgeRef"] = acknowledge_ref
        if alert_number is not UNSET:
            field_dict["alertNumber"] = alert_number
        if alert_type is not UNSET:
            field_dict["alertType"] = alert_type
        if notification_type is not UNSET:
            field_dict["notificationType"] = notification_type
        if reminder is not UNSET:
            field_dict["reminder"] = reminder
        if severity is not UNSET:
            field_dict["severity"] = severity
        if text is not UNSET:
            field_dict["text"] = text
        if time is not UNSET:
            field_dict["time"] = time

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        acknowledge_ref = d.pop("acknowledgeRef", UNSET)

        alert_number = d.pop("alertNumber", UNSET)

        _alert_type = d.pop("alertType", UNSET)
        alert_type: AlertAlertType | Unset = UNSET
        if not isinstance(_alert_type, Unset):
            try:
                alert_type = AlertAlertType(_alert_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["alertType"] = _alert_type

        _notification_type = d.pop("notificationType", UNSET)
        notification_type: AlertNotificationType | Unset = UNSET
        if not isinstance(_notification_type, Unset):
            try:
                notification_type = AlertNotificationType(_notification_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["notificationType"] = _notification_type

        reminder = d.pop("reminder", UNSET)

        _severity = d.pop("severity", UNSET)
        severity: AlertSeverity | Unset = UNSET
        if not isinstance(_severity, Unset):
            try:
                severity = AlertSeverity(_severity)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["severity"] = _severity

        text = d.pop("text", UNSET)

        time = d.pop("time", UNSET)

        alert = cls(
            acknowledge_ref=acknowledge_ref,
            alert_number=alert_number,
            alert_type=alert_type,
            notification_type=notification_type,
            reminder=reminder,
            severity=severity,
            text=text,
            time=time,
        )

        alert.additional_properties = d
        return alert

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
