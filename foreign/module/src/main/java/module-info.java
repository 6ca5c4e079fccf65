/** Requires what it uses and nothing else: everything else has to follow from that. */
module org.example.module {
    requires io.github.accessentries.api;
    requires io.github.accessentries.impl;
    requires io.github.accessentries.testkit;
    requires java.net.http;
}
