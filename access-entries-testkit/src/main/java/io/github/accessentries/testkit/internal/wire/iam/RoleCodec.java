package io.github.accessentries.testkit.internal.wire.iam;

import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.role.Role;
import io.github.accessentries.testkit.internal.service.role.RoleDetails;
import io.github.accessentries.testkit.internal.service.role.RoleOperations;
import io.github.accessentries.testkit.internal.service.trust.TrustPolicy;
import io.github.accessentries.testkit.internal.wire.message.UriText;
import io.github.accessentries.testkit.internal.wire.query.Form;
import io.github.accessentries.testkit.internal.wire.query.QueryAnswer;
import io.github.accessentries.testkit.internal.wire.query.QueryOperation;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on roles and users, on the wire. */
final class RoleCodec {

    private static final String NAME = "RoleName";

    private final RoleOperations roles;

    RoleCodec(RoleOperations roles) {
        this.roles = roles;
    }

    List<QueryOperation> operations() {
        return List.of(
                QueryOperation.of("CreateRole", this::create),
                QueryOperation.of("GetRole", this::get),
                QueryOperation.of("ListRoles", this::list),
                QueryOperation.of("UpdateRole", this::update),
                QueryOperation.of("UpdateAssumeRolePolicy", this::updateTrust),
                QueryOperation.of("DeleteRole", this::delete),
                QueryOperation.of("TagRole", this::tag),
                QueryOperation.of("UntagRole", this::untag),
                QueryOperation.of("ListRoleTags", this::listTags),
                QueryOperation.of("GetUser", this::user));
    }

    private static Caller caller(Optional<AccessKey> by) {
        return by.orElseThrow().caller();
    }

    private QueryOperation.Action create(Form form) {
        String name = form.required(NAME);
        String path = form.text("Path").orElse("/");
        TrustPolicy trust = TrustDocument.read(form.required("AssumeRolePolicyDocument"));
        RoleDetails details = RoleDetails.of(
                trust,
                form.text("Description"),
                form.number("MaxSessionDuration"),
                form.text("PermissionsBoundary"),
                form.tags("Tags"));
        return by -> Optional.of(new QueryAnswer().with("Role", role(roles.create(caller(by), path, name, details))));
    }

    private QueryOperation.Action get(Form form) {
        String name = form.required(NAME);
        return by -> Optional.of(new QueryAnswer()
                .with("Role", role(roles.get(caller(by), name)).with("RoleLastUsed", new QueryAnswer())));
    }

    private QueryOperation.Action list(Form form) {
        String prefix = form.text("PathPrefix").orElse("/");
        PageOfNames page = PageOfNames.of(form);
        return by -> Optional.of(page.answer(
                "Roles",
                roles.list(caller(by), prefix),
                role -> role.principal().arn().name(),
                RoleCodec::role));
    }

    private QueryOperation.Action update(Form form) {
        String name = form.required(NAME);
        Optional<String> description = form.text("Description");
        Optional<Integer> seconds = form.number("MaxSessionDuration");
        return by -> {
            roles.change(
                    caller(by),
                    name,
                    known -> known.with(description.or(known::description), seconds.orElse(known.maxSessionSeconds())));
            return Optional.of(new QueryAnswer());
        };
    }

    private QueryOperation.Action updateTrust(Form form) {
        String name = form.required(NAME);
        TrustPolicy trust = TrustDocument.read(form.required("PolicyDocument"));
        return by -> {
            roles.change(caller(by), name, known -> known.with(trust));
            return Optional.empty();
        };
    }

    private QueryOperation.Action delete(Form form) {
        String name = form.required(NAME);
        return by -> {
            roles.delete(caller(by), name);
            return Optional.empty();
        };
    }

    private QueryOperation.Action tag(Form form) {
        String name = form.required(NAME);
        Map<String, String> tags = form.tags("Tags");
        return by -> {
            roles.change(caller(by), name, known -> {
                Map<String, String> all = new HashMap<>(known.tags());
                all.putAll(tags);
                return known.withTags(all);
            });
            return Optional.empty();
        };
    }

    private QueryOperation.Action untag(Form form) {
        String name = form.required(NAME);
        List<String> keys = form.texts("TagKeys");
        return by -> {
            roles.change(caller(by), name, known -> {
                Map<String, String> rest = new HashMap<>(known.tags());
                rest.keySet().removeAll(keys);
                return known.withTags(rest);
            });
            return Optional.empty();
        };
    }

    private QueryOperation.Action listTags(Form form) {
        String name = form.required(NAME);
        PageOfNames page = PageOfNames.of(form);
        return by -> Optional.of(page.answer(
                "Tags",
                List.copyOf(roles.get(caller(by), name).details().tags().entrySet()),
                Map.Entry::getKey,
                RoleCodec::tag));
    }

    private QueryOperation.Action user(Form form) {
        Optional<String> name = form.text("UserName");
        return by -> {
            StoredPrincipal user = roles.user(caller(by), name);
            return Optional.of(new QueryAnswer().with("User", principal(user, "User")));
        };
    }

    private static QueryAnswer principal(StoredPrincipal principal, String kind) {
        return new QueryAnswer()
                .with("Path", principal.arn().path())
                .with(kind + "Name", principal.arn().name())
                .with(kind + "Id", principal.id())
                .with("Arn", principal.arn().toString())
                .with("CreateDate", principal.createdAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static QueryAnswer role(Role role) {
        RoleDetails details = role.details();
        QueryAnswer answer = principal(role.principal(), "Role")
                .with("AssumeRolePolicyDocument", UriText.encode(details.trust().document()))
                .with("Description", details.description())
                .with("MaxSessionDuration", details.maxSessionSeconds());
        details.permissionsBoundary()
                .ifPresent(boundary -> answer.with(
                        "PermissionsBoundary",
                        new QueryAnswer()
                                .with("PermissionsBoundaryType", "Policy")
                                .with("PermissionsBoundaryArn", boundary)));
        return answer.with("Tags", tags(details.tags()));
    }

    static List<QueryAnswer> tags(Map<String, String> tags) {
        return tags.entrySet().stream().map(RoleCodec::tag).toList();
    }

    private static QueryAnswer tag(Map.Entry<String, String> tag) {
        return new QueryAnswer().with("Key", tag.getKey()).with("Value", tag.getValue());
    }
}
