import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.admissions.services.admissions import Application, Enclosure
from tamyr.network.logic.member_entry import SITE_LETTERS
from tamyr.network.models import Country, Theme
from tamyr.safety.logic.documents import LARGEST, DocumentRefused, check_document
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language

MOST_DOCUMENTS = 3
LONGEST = 6000

FAULTS = {
    "empty": _("“%(name)s” is empty."),
    "too-large": _("“%(name)s” is too large."),
    "unknown": _("“%(name)s” is not a PDF, DOCX, ODT or plain text file in UTF-8, or it is damaged."),
    "mislabelled": _("“%(name)s” holds something else than its ending says: send it under its right name."),
}


class ManyFiles(forms.FileInput):
    # Without this Django hands over the last of several files alone and drops the others without a word.
    allow_multiple_selected = True


class Documents(forms.FileField):
    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Enclosure]:
        # Not the field's own ``clean``, which takes one file: a list would be refused as no file at all.
        files: list[UploadedFile[bytes]] = (
            list(data) if isinstance(data, list | tuple) else [data] if data else []
        )
        if len(files) > MOST_DOCUMENTS:
            raise forms.ValidationError(
                _("%(count)s files were chosen; at most %(most)s can be sent.")
                % {"count": len(files), "most": MOST_DOCUMENTS}
            )
        return [self._checked(file) for file in files]

    def _checked(self, file: "UploadedFile[bytes]") -> Enclosure:
        # Refused by its size first: the next step reads the whole file into memory.
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(
                _("“%(name)s” has %(size)s MB; at most %(most)s MB can be sent.")
                % {"name": file.name, "size": round(file.size / 1e6, 1), "most": LARGEST // 1_000_000}
            )
        try:
            document = check_document(file.read(), file.name or "")
        except DocumentRefused as refused:
            raise forms.ValidationError(FAULTS[refused.fault] % {"name": file.name}) from refused
        return Enclosure(document.filename, document.content, document.media_type, document.is_cleaned)


class ApplicationForm(forms.Form):
    name_en = forms.CharField(label=_("Name of the organisation in English"), max_length=200, required=False)
    name_ru = forms.CharField(label=_("Name of the organisation in Russian"), max_length=200, required=False)
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.none(), empty_label=_("Choose")
    )
    site = forms.URLField(
        label=_("Web site"),
        required=False,
        max_length=SITE_LETTERS,
        assume_scheme="https",
        help_text=_("If it has one. For example https://www.example.org"),
    )
    story = forms.CharField(
        label=_("What your organisation does"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A few paragraphs. Name no person who has not agreed to it."),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes you work on"),
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why you want to join"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    contact_name = forms.CharField(
        label=_("Whom to ask"),
        max_length=120,
        help_text=_("A name or a pseudonym. Only coordinators see it."),
    )
    contact_address = forms.CharField(
        label=_("How to reach them"),
        max_length=200,
        help_text=_("A mail address or another channel you trust. Only coordinators see it."),
    )
    exposure = forms.ChoiceField(
        label=_("Who may know that you are a member"),
        choices=[
            (ExposureLevel.PUBLIC, _("Everybody: you are listed in the public directory")),
            (ExposureLevel.NETWORK, _("Only people of member organisations")),
        ],
        # The careful answer stands there already: whoever passes the question over is not published by it.
        initial=ExposureLevel.NETWORK,
        widget=forms.RadioSelect,
        help_text=_("If membership could endanger you, choose the second. You can change it later."),
    )
    documents = Documents(
        label=_("Documents"),
        required=False,
        help_text=format_lazy(
            _(
                "For example your statute. At most {most} files: PDF, DOCX, ODT or plain text. "
                "Names and dates hidden inside a document are not removed: send a cleaned copy."
            ),
            most=MOST_DOCUMENTS,
        ),
    )
    shares_values = forms.BooleanField(
        label=_(
            "We share the network’s values: climate justice, horizontal leadership, solidarity, "
            "non-violence, safety of activists."
        )
    )
    # Called for each page that is drawn. As a value it would be one for all applicants, and the second would
    # be led to the page of the first, with their secret.
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries: forms.ModelChoiceField[Country] = self.fields["country"]  # type: ignore[assignment]
        countries.queryset = Country.objects.filter(pk__in=COUNTRIES)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("name_en") and not data.get("name_ru"):
            self.add_error("name_en", _("Write the name in English or in Russian, or in both."))
        return data

    def refuse_for_now(self) -> None:
        words = _(
            "So many applications came in lately that no more are taken today. Nothing was sent. Copy what you "
            "wrote and send it in a few days."
        )
        self.add_error(None, words)

    def refuse_documents_for_now(self) -> None:
        words = _(
            "The documents of other applications fill the place there is for them. Nothing was sent. Send the "
            "application without documents now and name them in the text, or send all of it in a few days."
        )
        self.add_error("documents", words)

    def application(self) -> Application:
        said = self.cleaned_data
        names = {code: said[f"name_{code}"] for code in ("en", "ru") if said[f"name_{code}"]}
        return Application(
            names=names,
            # Nobody is asked which language they write in: the page's own is what the text is marked with for
            # screen readers and in the register.
            stories={language(): said["story"]},
            language=language(),
            **{key: said[key] for key in ("site", "themes", "reason", "exposure")},
            **{key: said[key] for key in ("contact_name", "contact_address")},
        )


class OpenWindowForm(forms.Form):
    # The bounds of ``TAMYR_OBJECTION_DAYS``: a site could else propose a number that its own form refuses.
    days = forms.IntegerField(
        label=_("Days for objections"),
        min_value=7,
        max_value=90,
        help_text=_("From 7 to 90 days, counted from now."),
    )


class ObjectionForm(forms.Form):
    reason = forms.CharField(
        label=_("Your organisation’s reason"),
        min_length=20,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("All members and the coordinators read it, with your organisation’s name."),
    )


class HoldForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another coordinator reads it and decides. Kept encrypted."),
    )


class OutcomeForm(forms.Form):
    explanation = forms.CharField(
        label=_("Explanation"),
        min_length=10,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Members and the applicant read it: what was decided, by whom and why."),
    )
