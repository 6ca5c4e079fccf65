package io.github.accessentries.kubernetes;

import okhttp3.HttpUrl;

/** Where one cluster is reached: what goes anywhere else gets neither its tokens nor its trust. */
record ApiServerUrl(HttpUrl server) {

    boolean covers(HttpUrl url) {
        return url.isHttps() && url.host().equals(server.host()) && url.port() == server.port();
    }
}
