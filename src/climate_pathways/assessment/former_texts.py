"""Texts that only frozen assessments of earlier releases hold: they stay in the catalogues while those are read."""

from climate_pathways.core.wording import mark

# Today’s code says some of these as well. They stand here all the same: it may change its words, which a
# frozen assessment cannot.
mark("baseline of {value} Mt CO₂e in {year}, as stated")
mark("taken as the reference")
mark("{now} Mt CO₂e in {since} times {growth}, the baseline’s growth to {year}")
mark("{value} Mt CO₂e in {year}, as stated")
mark("{per_person} t CO₂e per person times {people} million people in {year}")
mark("{value} Mt CO₂e in the base year, as stated")
mark("{value} Mt CO₂e in {year} without land use")
mark("divided by {factor}: from the potentials {context} to those of AR6")
mark("times {growth}: GDP in {year} against {since}")
mark("plus {land} Mt CO₂e from land use in {year}")
mark("less {percent} %")
mark("{percent} % a year, as the document expects")
mark("How the words are understood")
mark("Which series of emissions")
mark("Which warming potentials")
mark("How land use is counted")
mark("Which growth of GDP")
mark("How many people")
mark("Which end of the promised range")
mark("Which baseline")
mark("a cut from a base year")
mark("a cut from a baseline")
mark("a cut per unit of GDP")
mark("an amount")
mark("an amount per person")
mark("as the document states it")
mark("the same percentage without land use")
mark("land use taken off at its latest level, {source}")
mark("land use added at its latest level, {source}")
mark("lower bound")
mark("median")
mark("upper bound")
mark("growth of the last ten years goes on")
mark("smallest promised cut")
mark("largest promised cut")
mark("baseline of the Climate Equity Reference database")
mark("median of {count} readings, from {low} to {high} Mt CO₂e")
mark("{land} Mt CO₂e of land use in {year} added")
mark("{land} Mt CO₂e of land use in {year} taken off")
mark(
    "Publish the base year’s emissions and the series that the target for {year} counts with: "
    "sources differ by {apart} Mt CO₂e in what it means."
)
mark("Say which warming potentials the target for {year} counts with: it moves by {apart} Mt CO₂e.")
mark("State the target for {year} with and without land use: it moves by {apart} Mt CO₂e.")
mark("Publish the growth of GDP that the target for {year} expects: it moves by {apart} Mt CO₂e.")
mark("Publish the baseline of the target for {year} in full: it moves by {apart} Mt CO₂e.")
mark(
    "Say in one plain sentence what the target for {year} means: ways to understand it are {apart} "
    "Mt CO₂e apart."
)
mark(
    "Lower the target for {year} from about {central} to at most {share} Mt CO₂e a year without land"
    " use, the median of the fair shares; to be likely enough, to {likely} Mt."
)
mark(
    "Go for the deepest cut at home by {year} that can be done, and support cuts elsewhere: the fair"
    " share is used up by then (median {share} Mt CO₂e)."
)
mark("Submit a target for {year}; none has been handed in.")
mark(
    "State the target for {year} as an amount of emissions in that year. As it is worded it allows "
    "{low} to {high} Mt CO₂e; {now} Mt are emitted today."
)
mark(
    "Set by law a year of neutrality for all greenhouse gases. Zero by {year} asks for {cut} Mt CO₂e"
    " less each year."
)
mark(
    "Take on the target for {year} that depends on support, about {value} Mt CO₂e, without "
    "conditions, and say openly what support is needed for more."
)
mark(
    "Set a target for all of the country’s methane, below the {methane} Mt CO₂e of {latest} by the series of "
    "Jones et al., {percent} %\u00a0of its greenhouse gases."
)
mark("Bring neutrality forward from {promised} to {year}: {cut} Mt CO₂e less each year.")
mark("Bring all documents to one year of neutrality: they name {first} and {last}.")
mark(
    "Lower the target for {year} from {central} to at most {share} Mt CO₂e {footing}, the median of the fair shares."
)
mark(
    "Lower the target for {year} from {central} to at most {share} Mt CO₂e {footing} ({other_share} Mt "
    "{other_footing}), the median of the fair shares."
)
mark(
    "Lower the target for {year} to at most {other_share} Mt CO₂e {other_footing}, the median of the fair shares; "
    "{footing} that is {share} instead of {central} Mt."
)
mark("Print the tonnes of the base year {base} and of the target for {year}: the document has neither.")
mark(
    "Name the year in which the last coal is burnt for electricity: by Ember it gave {percent} %\u00a0in {latest}, and "
    "no document that was read has an aim for coal."
)
mark(
    "Say how much land use is to take up in {year}: the document projects nothing, and the range of recent "
    "years moves the target without land use by {apart} Mt CO₂e."
)
mark("Say how much land use is to take up in {year}: the document projects nothing.")
