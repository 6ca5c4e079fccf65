package io.github.accessentries.risk;

/** What steps need that no right shows. */
final class Conditions {

    static final String POD = "a pod runs as it";
    static final String TOKEN = "there is a Secret with a token of it";
    static final String WRITES = "others write objects meanwhile, as controllers do";
    static final String CERTIFICATES = "the cluster issues such certificates";

    private Conditions() {}
}
