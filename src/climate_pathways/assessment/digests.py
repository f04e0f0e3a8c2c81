"""What an assessment is made of, and all it says, each as a digest: the names by which it is known."""

import hashlib
from dataclasses import replace
from typing import Any

from climate_pathways.assessment.assessment import Assessment, canonical
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.core.provenance import code_version
from climate_pathways.fair_shares.choices import Parameters, checked
from climate_pathways.fair_shares.own_files import OWN_SOURCE, OwnFiles
from climate_pathways.fair_shares.result import FairShares
from climate_pathways.figures import licences
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges import context, criteria
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import Pledges


def inputs_of(iso3: str, parameters: Parameters, *, as_of: int, own_files: OwnFiles | None = None) -> str:
    """Return a hash of all that an assessment from the shipped figures would be made of.

    It is known without computing anything: figures, pledges, parameters, rule, code and year.
    Raises ``PathwaysError`` as ``checked`` does.
    """
    own = own_files or OwnFiles()
    # What is not understood must not be called by the name of what is: it would be answered from the cache.
    checked(parameters, own_paths=tuple(own.paths), own_sources=(OWN_SOURCE,) if own.source else ())
    # It holds the hashes of the tables: a kept answer is found without reading a single figure.
    manifest = snapshots.read_manifest(snapshots.shipped())
    parts = (
        snapshots.digest_of(manifest["tables"]),
        canonical(pledge_file.read(iso3)),
        beside(iso3),
        canonical(parameters.as_dict()),
        # Its number is enough: the file of the rule is part of the version of the code.
        str(axes_rule().version),
        str(as_of),
        code_version(),
        own.digest,
    )
    # No part holds a line break, which JSON writes as an escape: two lists never join to one text.
    return sha256("\n".join(parts))


def made_of(fair: FairShares, figures: Snapshot, pledges: Pledges, *, as_of: int) -> dict[str, Any]:
    """Return what an assessment was made of, with digests, days of review and licences, as it is published."""
    return {
        **fair.made_of(),
        "figures": {"edition": figures.edition, "sha256": figures.digest},
        "pledges": {
            "reviewed_on": pledges.reviewed_on.isoformat(),
            "sha256": sha256(canonical(pledges)),
        },
        "criteria": {
            "reviewed_on": criteria.read(pledges.iso3).reviewed_on.isoformat(),
            "sha256": sha256(beside(pledges.iso3)),
        },
        "rating_rule": axes_rule().version,
        "as_of": as_of,
        "licences": {
            "results": licences.OWN.name,
            "fair-shares, gaps, rating": licences.FROM_CERP.name,
            "figures": {name: source.licence for name, source in sorted(figures.sources.items())},
        },
    }


def beside(iso3: str) -> str:
    """Return what was read in a country's documents beside its pledges, as text to be hashed."""
    return canonical([criteria.read(iso3), context.read(iso3)])


def version_of(assessment: Assessment) -> str:
    """Return the name of an assessment: the date of its figures, and a hash of all it says."""
    # The version is part of the text that is hashed, so that it must be empty while it is computed.
    content = canonical(replace(assessment, version=""))
    return f"{assessment.standing.edition}-{sha256(content)[:10]}"


def sha256(text: str) -> str:
    """Return the SHA-256 of a text as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
