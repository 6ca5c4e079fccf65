package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In which accounts the clusters of a document are: as the ARNs of their entries say, or else as their providers do. What providers say
 * alike is the same account, known or not; what nobody can compare is an account of its own.
 */
final class PulumiAccounts {

    /** Settings of a provider that choose the account. */
    private static final List<String> CHOOSING = List.of(
            "accessKey",
            "allowedAccountIds",
            PulumiRole.ASSUMED,
            PulumiRole.ALL_ASSUMED,
            PulumiRole.BY_WEB_IDENTITY,
            "profile",
            "sharedConfigFiles",
            "sharedCredentialsFile",
            "sharedCredentialsFiles");

    private final PulumiDocument document;
    private final Map<String, String> settingsOfProviders = new HashMap<>();
    private final Map<String, String> bySettings = new HashMap<>();

    PulumiAccounts(PulumiDocument document) {
        this.document = document;
        for (PulumiResource resource : document.resources()) {
            PulumiHome.of(resource)
                    .ifPresent(home -> settingsFor(resource)
                            .ifPresent(settings -> bySettings.putIfAbsent(settings, home.account())));
        }
    }

    /** The account of a resource, or what says it; empty if that does not stand here. */
    Optional<String> of(PulumiResource resource) {
        return PulumiHome.of(resource)
                .map(PulumiHome::account)
                .or(() -> settingsFor(resource).map(settings -> told(resource, settings)));
    }

    /** Settings may have keys and other things that nobody is to see, so the first provider that has them stands for them. */
    private String told(PulumiResource resource, String settings) {
        return settings.isEmpty() || settings.matches("[0-9]{12}")
                ? bySettings.getOrDefault(settings, settings)
                : bySettings.computeIfAbsent(
                        settings,
                        each -> "the account of the provider "
                                + document.providerOf(resource)
                                        .map(PulumiResource::name)
                                        .orElse(""));
    }

    private Optional<String> settingsFor(PulumiResource resource) {
        return resource.provider().isEmpty()
                ? Optional.of("")
                : document.providerOf(resource)
                        .map(provider ->
                                settingsOfProviders.computeIfAbsent(provider.address(), each -> settingsOf(provider)));
    }

    /** What is said of the account: that of the role that the provider works as, or whatever else there is. */
    private String settingsOf(PulumiResource provider) {
        Map<String, Field> known = new HashMap<>();
        Map<String, String> settings = new TreeMap<>();
        for (String name : CHOOSING) {
            Optional<Field> written = provider.properties().member(name).filter(field -> !field.isEmpty());
            if (written.isPresent()) {
                Field setting = written.get();
                try {
                    setting = document.known(provider, name).orElse(setting);
                    known.put(name, setting);
                } catch (Unanswered unknown) {
                    // As it is written it may still be the same as that of another provider.
                    known.put(name, setting.withNothing());
                }
                String text = setting.asOneText();
                if (!text.isEmpty()) {
                    settings.put(name, document.isSameAsWritten(text) ? text : "of " + provider.address());
                }
            }
        }
        return PulumiRole.accountOf(known).orElseGet(() -> settings.isEmpty() ? "" : settings.toString());
    }
}
