"""Addresses of steering and office management."""

from django.urls import path

from anlauf.web.planning import (
    changes,
    changes_day,
    changes_durations,
    changes_staff,
    city,
    hours_editor,
    letters,
    letters_texts,
    loads,
    office,
    outlook,
    release,
    year,
)

app_name = "planning"
urlpatterns = [
    path("city/", city.city, name="city"),
    path("city/now/", city.city_now, name="city_now"),
    path("loads/", loads.loads, name="loads"),
    path("loads/now/", loads.loads_now, name="loads_now"),
    path("letters/", letters.letters, name="letters"),
    path("letters/retry/", letters.letters_retry, name="letters_retry"),
    path("letters/again/", letters.letters_again, name="letters_again"),
    path("office/<slug:office>/", office.office, name="office"),
    path("office/<slug:office>/now/", office.office_now, name="office_now"),
    path("office/<slug:office>/inside/", office.office_inside, name="office_inside"),
    path("office/<slug:office>/outlook/", outlook.outlook, name="outlook"),
    path("office/<slug:office>/today/<slug:what>/", outlook.press, name="press"),
    path("office/<slug:office>/hours/", hours_editor.hours, name="hours"),
    path("office/<slug:office>/hours/effects/", hours_editor.effects, name="effects"),
    path("office/<slug:office>/hours/year/", year.year, name="year"),
    path("office/<slug:office>/days/<str:on>/", changes_day.day, name="day"),
    path("office/<slug:office>/durations/", changes_durations.durations, name="durations"),
    path("office/<slug:office>/staff/", changes_staff.staff, name="staff"),
    path("office/<slug:office>/release/", release.release, name="release"),
    path("office/<slug:office>/release/undo/", release.release_undo, name="release_undo"),
    path("office/<slug:office>/release/remove/", release.release_remove, name="release_remove"),
    path("office/<slug:office>/letters/", letters_texts.texts, name="texts"),
    path("office/<slug:office>/letters/undo/", letters_texts.texts_undo, name="texts_undo"),
    path("office/<slug:office>/changes/", changes.changes, name="changes"),
    path("office/<slug:office>/changes/decide/", changes.decide, name="decide"),
    path("office/<slug:office>/changes/make/", changes.make, name="make"),
    path("office/<slug:office>/changes/catch-up/", changes.catch_up, name="catch_up"),
    path("office/<slug:office>/changes/<int:number>/", changes.change, name="change"),
    path("office/<slug:office>/changes/<int:number>/told/", changes.told, name="told"),
    path("office/<slug:office>/changes/<int:number>/untold/", changes.untold, name="untold"),
    path("office/<slug:office>/changes/<int:number>/undo/", changes.undo, name="undo"),
]
