"""One article against another: shared sentences, rewordings, utterances, lineage."""
