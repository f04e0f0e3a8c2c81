from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.network.logic.register.table import (
    COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    Fault,
    Table,
    UnreadableTable,
    read_table,
)
from tamyr.shared.apart import TooCostly
from tamyr.shared.turns import Busy, read_in_turn
from tamyr.shared.typed import come_back


class UploadForm(forms.Form):
    """A table for the register; a file that can be read becomes rows, and is not kept itself."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("CSV (UTF-8, UTF-16 or Windows-1251) or XLSX, at most 2 MB and 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Table:
        file = self.cleaned_data["file"]
        try:
            # Before it is read: a large upload lies on disk until then.
            if file.size > MOST_BYTES:
                raise UnreadableTable(Fault.TOO_LARGE, str(file.size))
            content = file.read()
            return read_in_turn(content, read_table, content)
        except Busy:
            raise come_back() from None
        # Read in a process apart: a small file may unpack to more than its limits.
        except TooCostly:
            raise forms.ValidationError(_said(UnreadableTable(Fault.UNPACKS_TOO_LARGE))) from None
        except UnreadableTable as error:
            raise forms.ValidationError(_said(error)) from None


class ExportForm(forms.Form):
    """What the register is taken out for: the second person reads it."""

    why = forms.CharField(
        label=gettext_lazy("What you need the file for"),
        max_length=300,
        help_text=gettext_lazy("Another coordinator reads it and decides. Kept encrypted."),
    )


def _said(error: UnreadableTable) -> str:
    """Say why a file cannot be read, and what to do next."""
    words = {
        Fault.EMPTY: _(
            "The file holds no rows under its head. Put the names of columns in the first row and members below."
        ),
        Fault.TOO_LARGE: _("The file has more than %(most)d MB. Split it into several.")
        % {"most": MOST_BYTES // 1_000_000},
        Fault.TOO_MANY_ROWS: _("The file has more than %(most)d rows. Split it into several.")
        % {"most": MOST_ROWS},
        Fault.ENCODING: _(
            "The letters of this file cannot be read. Save it as “CSV UTF-8” and upload it again."
        ),
        Fault.OLD_EXCEL: _("This is a file of an old Excel (.xls). Save it as XLSX or as “CSV UTF-8”."),
        Fault.DAMAGED: _("The file is damaged or of another kind. Save it anew as XLSX or as “CSV UTF-8”."),
        Fault.UNPACKS_TOO_LARGE: _(
            "Unpacked, this file would be far too large. Save only the register’s sheet as “CSV UTF-8”."
        ),
        Fault.UNKNOWN_COLUMNS: _("The register has no column “%(value)s”. It has: %(columns)s.")
        % {"value": error.value, "columns": ", ".join(COLUMNS)},
        Fault.COLUMN_TWICE: _("The column “%(value)s” stands there twice. Keep one.")
        % {"value": error.value},
        Fault.WITHOUT_HEAD: _(
            "In row %(value)s a value stands under no name of a column. Name the column or empty the cell."
        )
        % {"value": error.value},
        Fault.SEVERAL_SHEETS: _(
            "Several sheets of the workbook look like the register: %(value)s. Keep one, and mind hidden ones."
        )
        % {"value": error.value},
        Fault.NO_NAMES: _(
            "The file has no column by which members are known: give “id”, or names as “name_en”."
        ),
    }
    return words[error.fault]
