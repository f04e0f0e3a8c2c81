"""Who publishes a data set, in a reader's language: a snapshot names its providers in English."""

from collections.abc import Collection

from climate_pathways.core.wording import mark, say

PROVIDERS = (
    mark("Annex I parties to the UNFCCC"),
    mark("Parties to the UNFCCC"),
    mark("UNFCCC secretariat"),
    mark("United Nations, Population Division"),
    mark("United Nations M49"),
    mark("IPCC AR6 WGI (2021)"),
    mark("World Bank"),
    mark("World Bank, World Development Indicators"),
    mark("World Bank, World Development Indicators (Poverty and Inequality Platform)"),
    mark("European Commission, Joint Research Centre"),
    mark("European Commission, Joint Research Centre (LULUCF Data Hub)"),
    mark("International Energy Agency"),
    mark("U.S. Energy Information Administration"),
    mark("Energy Institute"),
    mark("Ember"),
    mark("Gapminder"),
    mark("Global Carbon Project"),
    mark("World Resources Institute (Climate Watch)"),
    mark("World Inequality Database (WID.world)"),
    mark("Climate Equity Reference Project (EcoEquity, Stockholm Environment Institute)"),
    mark("Potsdam Institute for Climate Impact Research"),
    mark("compiled by the Potsdam Institute for Climate Impact Research"),
    mark("collected by W. F. Lamb (Tidy GHG Inventories)"),
    mark("collected by W. F. Lamb for UNEP"),
    mark("prepared by W. F. Lamb for UNEP"),
    mark("collected by Datopian"),
    mark("Climate modelling community"),
    mark("CMIP6 scenario teams"),
    mark("Forster et al. (2023)"),
    mark("Jones et al."),
    mark("Lamboll et al. (2023)"),
    mark("Pelz et al. (repository repl_2023_carbondebt)"),
    mark("Rao, Gidden et al."),
)


def provider_text(provider: str, language: str) -> str:
    """Return a provider as a reader of the language knows it; a project's own name stays."""
    return parts_said(provider, PROVIDERS, language)


def parts_said(entry: str, known: Collection[str], language: str) -> str:
    """Say each part of an entry, divided by semicolons, that is among the ``known``."""
    parts = entry.split("; ")
    return "; ".join(say(language, part) if part in known else part for part in parts)
