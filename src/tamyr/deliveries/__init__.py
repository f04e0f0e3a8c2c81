"""Letters go out: as papers, in batches that two persons release, through a queue that loses none and sends none twice."""
