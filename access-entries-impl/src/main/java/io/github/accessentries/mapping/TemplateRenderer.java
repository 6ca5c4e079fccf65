package io.github.accessentries.mapping;

import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.UsernameTemplate.Placeholder;
import io.github.accessentries.authn.IamIdentity;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Fills in the templates of user names and groups for an identity. */
final class TemplateRenderer {

    private static final Pattern INSTANCE_ID = Pattern.compile("i-(\\w{8}|\\w{17})");

    private final Function<String, Optional<String>> privateDnsNames;

    TemplateRenderer(Function<String, Optional<String>> privateDnsNames) {
        this.privateDnsNames = privateDnsNames;
    }

    /** The text; empty if the template needs the name of an unknown instance. */
    Optional<String> render(String template, IamIdentity identity) {
        return UsernameTemplate.of(template).render(placeholder -> value(placeholder, identity));
    }

    private Optional<String> value(Placeholder placeholder, IamIdentity identity) {
        return switch (placeholder) {
            case EC2_PRIVATE_DNS_NAME ->
                identity.sessionName()
                        .filter(session -> INSTANCE_ID.matcher(session).matches())
                        .flatMap(privateDnsNames);
            case ACCOUNT_ID -> Optional.of(identity.accountId());
            case SESSION_NAME, SESSION_NAME_RAW ->
                Optional.of(identity.sessionName().orElse(""));
            case ACCESS_KEY_ID -> Optional.of(identity.accessKeyId());
        };
    }
}
