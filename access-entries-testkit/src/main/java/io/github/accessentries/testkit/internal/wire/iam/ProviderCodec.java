package io.github.accessentries.testkit.internal.wire.iam;

import io.github.accessentries.testkit.internal.service.role.OpenIdProvider;
import io.github.accessentries.testkit.internal.service.role.OpenIdProviders;
import io.github.accessentries.testkit.internal.wire.query.Form;
import io.github.accessentries.testkit.internal.wire.query.QueryAnswer;
import io.github.accessentries.testkit.internal.wire.query.QueryOperation;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operations on OpenID providers, on the wire. */
final class ProviderCodec {

    private static final String ARN = "OpenIDConnectProviderArn";

    private final OpenIdProviders providers;

    ProviderCodec(OpenIdProviders providers) {
        this.providers = providers;
    }

    List<QueryOperation> operations() {
        return List.of(
                QueryOperation.of("CreateOpenIDConnectProvider", this::create),
                QueryOperation.of("GetOpenIDConnectProvider", this::get),
                QueryOperation.of("ListOpenIDConnectProviders", this::list),
                QueryOperation.of("DeleteOpenIDConnectProvider", this::delete));
    }

    private QueryOperation.Action create(Form form) {
        String url = form.required("Url");
        List<String> clientIds = form.texts("ClientIDList");
        List<String> thumbprints = form.texts("ThumbprintList");
        Map<String, String> tags = form.tags("Tags");
        return by -> {
            OpenIdProvider made = providers.create(by.orElseThrow().caller(), url, clientIds, thumbprints, tags);
            return Optional.of(
                    new QueryAnswer().with(ARN, made.arn()).with("Tags", RoleCodec.tags(new TreeMap<>(made.tags()))));
        };
    }

    private QueryOperation.Action get(Form form) {
        String arn = form.required(ARN);
        return by -> {
            OpenIdProvider provider = providers.get(by.orElseThrow().caller(), arn);
            return Optional.of(new QueryAnswer()
                    .with("Url", provider.url())
                    .with("ClientIDList", provider.clientIds())
                    .with("ThumbprintList", provider.thumbprints())
                    .with("CreateDate", provider.createdAt().truncatedTo(ChronoUnit.SECONDS))
                    .with("Tags", RoleCodec.tags(new TreeMap<>(provider.tags()))));
        };
    }

    private QueryOperation.Action list(Form form) {
        return by -> Optional.of(new QueryAnswer()
                .with(
                        "OpenIDConnectProviderList",
                        providers.list(by.orElseThrow().caller()).stream()
                                .map(provider -> new QueryAnswer().with("Arn", provider.arn()))
                                .toList()));
    }

    private QueryOperation.Action delete(Form form) {
        String arn = form.required(ARN);
        return by -> {
            providers.delete(by.orElseThrow().caller(), arn);
            return Optional.empty();
        };
    }
}
