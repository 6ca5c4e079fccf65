package io.github.accessentries.testkit.internal.service.role;

import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The providers of web identities of all accounts. Thread-safe. */
public final class OpenIdProviders {

    private static final String HTTPS = "https://";

    private final Clock clock;
    private final Map<String, OpenIdProvider> byArn = new ConcurrentSkipListMap<>();

    /** None at first. */
    public OpenIdProviders(Clock clock) {
        this.clock = clock;
    }

    /**
     * CreateOpenIDConnectProvider.
     *
     * @param url the issuer's, with its scheme
     * @return the provider
     */
    public OpenIdProvider create(
            Caller caller, String url, List<String> clientIds, List<String> thumbprints, Map<String, String> tags) {
        if (!url.startsWith(HTTPS) || url.length() == HTTPS.length()) {
            throw IamFaults.invalid("Invalid Open ID Connect Provider URL");
        }
        String plain = withoutScheme(url);
        OpenIdProvider made = new OpenIdProvider(
                arn(caller.principal().arn(), url), plain, clientIds, thumbprints, tags, clock.instant());
        if (byArn.putIfAbsent(made.arn(), made) != null) {
            throw IamFaults.providerExists(url);
        }
        return made;
    }

    /** The one of an issuer in the account of a principal. */
    public Optional<OpenIdProvider> of(IamArn principal, String issuer) {
        return Optional.ofNullable(byArn.get(arn(principal, issuer)));
    }

    private static String arn(IamArn principal, String url) {
        return "arn:" + principal.partition() + ":iam::" + principal.account() + ":oidc-provider/" + withoutScheme(url);
    }

    private static String withoutScheme(String url) {
        String plain = url.startsWith(HTTPS) ? url.substring(HTTPS.length()) : url;
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** ListOpenIDConnectProviders. */
    public List<OpenIdProvider> list(Caller caller) {
        String prefix = arn(caller.principal().arn(), "");
        return byArn.values().stream()
                .filter(provider -> provider.arn().startsWith(prefix))
                .toList();
    }

    /** GetOpenIDConnectProvider. */
    public OpenIdProvider get(Caller caller, String arn) {
        return list(caller).stream()
                .filter(provider -> provider.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> IamFaults.providerNotFound(arn));
    }

    /** DeleteOpenIDConnectProvider. */
    public void delete(Caller caller, String arn) {
        byArn.remove(get(caller, arn).arn());
    }

    /** Forgets all. */
    public void clear() {
        byArn.clear();
    }
}
