"""The values of Munich's citizen API as they stand on the wire."""

from typing import TypedDict


class Address(TypedDict):
    """Where an office is. The component reads street and number without asking whether they are."""

    street: str
    house_number: str
    city: str
    postal_code: str
    hint: str | None


class Contact(TypedDict):
    """The address again, as a scope's provider has it."""

    city: str
    country: str
    name: str
    postalCode: str
    region: str
    street: str
    streetNumber: str


class Provider(TypedDict):
    """The office, as its scope names it."""

    id: int
    name: str
    displayName: str
    lat: float | None
    lon: float | None
    source: str
    contact: Contact


class Scope(TypedDict):
    """What an office asks of those who book."""

    id: int
    provider: Provider
    shortName: str
    emailFrom: str
    emailRequired: bool
    telephoneActivated: bool
    telephoneRequired: bool
    customTextfieldActivated: bool
    customTextfieldRequired: bool
    customTextfieldLabel: str | None
    customTextfield2Activated: bool
    customTextfield2Required: bool
    customTextfield2Label: str | None
    captchaActivatedRequired: bool
    infoForAppointment: str | None
    infoForAllAppointments: str | None
    slotsPerAppointment: str | None
    appointmentsPerMail: str | None
    whitelistedMails: str | None
    reservationDuration: int
    activationDuration: int
    hint: str | None


class Point(TypedDict):
    """A place on the globe."""

    lat: float
    lon: float


class Office(TypedDict):
    """Where people can come."""

    id: int
    name: str
    address: Address
    showAlternativeLocations: bool
    displayNameAlternatives: list[str]
    organization: str
    organizationUnit: str
    slotTimeInMinutes: int
    geo: Point | None
    disabledByServices: list[int]
    priority: int
    scope: Scope
    slotsPerAppointment: str | None
    parentId: int | None
    allowDisabledServicesMix: list[int] | None
    sharedBookingOfficeIds: list[int] | None


class Service(TypedDict):
    """What people come for."""

    id: int
    name: str
    maxQuantity: int
    combinable: dict[str, dict[str, list[int]]] | list[int]
    parentId: int | None
    variantId: int | None
    rootParentId: int
    showOnStartPage: bool


class Relation(TypedDict):
    """That an office offers a service, and how long it takes there."""

    officeId: int
    serviceId: int
    slots: int
    public: bool
    maxQuantity: int


class Catalogue(TypedDict):
    """All of it."""

    offices: list[Office]
    services: list[Service]
    relations: list[Relation]


class OfficeTimes(TypedDict):
    """When a visit can begin at an office, in seconds since 1970."""

    officeId: str
    appointments: list[int]


class Day(TypedDict):
    """A date with times, and which offices have some; `time` is what older components read."""

    date: str
    time: str
    providerIDs: str
    offices: list[OfficeTimes]


class Calendar(TypedDict):
    """The dates of the months shown, and the times of one of them."""

    startDate: str
    endDate: str
    slotsStartDate: str
    slotsEndDate: str
    prevBookableDate: str | None
    nextBookableDate: str | None
    availableDays: list[Day]


class Further(TypedDict):
    """A service beside the first."""

    id: int
    name: str
    count: int


class Process(TypedDict):
    """An appointment."""

    processId: int
    timestamp: str
    authKey: str
    familyName: str
    customTextfield: str | None
    customTextfield2: str | None
    email: str
    telephone: str | None
    officeName: str
    officeId: int
    scope: Scope
    subRequestCounts: list[Further]
    serviceId: int
    serviceName: str
    serviceCount: int
    status: str
    captchaToken: str | None
    slotCount: int
    displayNumber: str
    icsContent: str | None
