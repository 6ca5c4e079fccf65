/** Names what it uses and nothing else: all the rest has to come by itself. */
module org.example.module {
    requires io.github.accessentries.api;
    requires io.github.accessentries.impl;
    requires io.github.accessentries.testkit;
    requires java.net.http;
}
