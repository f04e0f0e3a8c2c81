"""What is asked of who handed a letter over: what happened, when, under which number, and what proves it."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.deliveries.models import ReceiptDraft
from tamyr.deliveries.queries.handed import HANDED
from tamyr.deliveries.services.proving import Picture, Proof
from tamyr.safety.logic.papers import PDF, Paper, PaperRefused, clean_paper
from tamyr.safety.logic.pictures import LARGEST_BYTES, PictureRefused, clean_picture, picture_format
from tamyr.safety.pages import MOST_PAGES, PAPER_FAULTS, PICTURE_FAULTS
from tamyr.shared.apart import TooCostly, apart
from tamyr.shared.turns import FILES, Busy, in_turn
from tamyr.shared.typed import come_back

TAKEN = "image/jpeg,image/png,image/webp,application/pdf"


class ProofInput(forms.FileField):
    """A picture or a PDF, told by its content, that is drawn anew at once: nothing but its pixels is ever kept."""

    def clean(self, data: Any, initial: Any = None) -> Picture | Paper | None:
        sent = super().clean(data, initial)
        if not sent:
            return None
        begins = sent.read(1024)
        # Readers open a PDF that begins with a mark or empty lines, so some programs write such.
        is_paper = begins.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-")
        if sent.size > LARGEST_BYTES:
            raise forms.ValidationError((PAPER_FAULTS if is_paper else PICTURE_FAULTS)["too-large"])
        content = begins + sent.read()
        try:
            with in_turn(FILES):
                # A picture tells its size in its head; what a paper costs shows only while it is drawn.
                return apart(clean_paper, content, MOST_PAGES) if is_paper else _picture(content)
        except Busy as busy:
            raise come_back() from busy
        except PictureRefused as refused:
            # What is neither is told all that this field takes.
            told = (PAPER_FAULTS if refused.fault == "unknown" else PICTURE_FAULTS)[refused.fault]
            raise forms.ValidationError(told, code=refused.fault) from refused
        except PaperRefused as refused:
            raise forms.ValidationError(PAPER_FAULTS[refused.fault], code=refused.fault) from refused
        except TooCostly as refused:
            raise forms.ValidationError(PAPER_FAULTS["too-costly"], code="too-costly") from refused


def _picture(content: bytes) -> Picture:
    clean = clean_picture(content)
    return Picture(clean, f"image/{picture_format(clean).lower()}")


class HandedForm(forms.Form):
    """How a person handed a letter over, what came of it, and what proves it: a picture, or pages that were looked at."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"))
    on = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Of the receipt or of the body’s register, where there is one."),
    )
    file = ProofInput(
        label=gettext_lazy("The portal’s PDF, or a photograph of the stamp, the receipt or the page"),
        required=False,
        help_text=gettext_lazy(
            "PDF of up to 20 pages, JPEG, PNG or WebP, up to 8 MB. Look at it before you give it: where and with what it was "
            "made is cut out, but what can be seen on it stays. Cover photographs of people, signatures and personal numbers. "
            "Of a PDF you see first what will be kept: its pages as pictures. HEIC is not taken: send it as JPEG or PNG."
        ),
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        *args: Any,
        today: date,
        is_away: bool = False,
        draft: ReceiptDraft | None = None,
        **given: Any,
    ) -> None:
        typed = {**draft.typed, "draft": draft.pk} if draft is not None else {}
        given["initial"] = {**given.get("initial", {}), **typed}
        super().__init__(*args, **given)
        self._today, self._draft = today, draft
        kind: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]
        # Typed: the service says what cannot be; the same form twice is one.
        listed = HANDED[1:] if is_away and not self.is_bound else HANDED
        kind.choices = [(proof.value, proof.label) for proof in listed]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self._today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> None:
        named, draft = self.cleaned_data.get("draft"), self._draft
        kept = draft.pk if draft is not None and draft.paper is not None else None
        # Other pages than those that the form names were not looked at; a new file takes the place of any.
        if named == kept or self.cleaned_data.get("file") or self.has_error("file"):
            return
        if named:
            words = _("The pages you looked at are not kept any more: choose the file again.")
        else:
            words = _(
                "You have sent pages that are not recorded yet: look at them and record, or delete them first."
            )
        self.add_error("file", words)
        # Sent again, the form is about the pages that are shown with it now.
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {self.add_prefix("draft"): str(kept or "")}

    @property
    def paper(self) -> Paper | None:
        """The pages of a PDF that was sent now, which nobody has looked at."""
        sent = self.cleaned_data["file"]
        return sent if isinstance(sent, Paper) else None

    def proof(self) -> Proof:
        said, sent = self.cleaned_data, self.cleaned_data["file"]
        looked_at = self._draft.paper if self._draft is not None and said["draft"] and not sent else None
        picture = Picture(looked_at, PDF) if looked_at is not None else sent
        return Proof(
            said["kind"],
            said["on"],
            said["number"],
            picture=picture if isinstance(picture, Picture) else None,
        )
