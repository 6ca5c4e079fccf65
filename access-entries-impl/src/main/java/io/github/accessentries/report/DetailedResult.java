package io.github.accessentries.report;

/** A result for one cluster, which may be one of many in a fleet. */
interface DetailedResult extends Result {

    /**
     * Writes it for people, without title and time.
     *
     * @param page where to write
     */
    void addDetails(ResultPage page);
}
