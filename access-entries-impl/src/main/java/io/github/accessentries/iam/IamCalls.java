package io.github.accessentries.iam;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

/**
 * The calls to the IAM of one account. Those that are throttled are made again. Thread-safe if the client is.
 *
 * @param client the client
 * @param patience how long to wait in all where IAM throttles
 */
record IamCalls(IamClient client, Patience patience) {

    private static final String LIST_ROLES = "iam:ListRoles";
    private static final String ALL = "/";

    /** As many as IAM gives at once. */
    private static final int PAGE = 1000;

    /** Far more roles than an account can have. */
    private static final int MOST_PAGES = 1000;

    /**
     * Looks up by name; the path does not count.
     *
     * @return the principal; empty only if IAM says that there is none
     */
    Optional<KnownPrincipal> find(PrincipalArn principal) {
        String action = principal.isRole() ? "iam:GetRole" : "iam:GetUser";
        return patiently(() -> {
            try {
                return Optional.of(principal.isRole() ? role(principal.name()) : user(principal.name()));
            } catch (SdkException e) {
                if (IamErrors.saysThatThereIsNone(e)) {
                    return Optional.empty();
                }
                throw IamErrors.translate("look up " + principal, action, e);
            }
        });
    }

    /** All roles of the account. */
    List<KnownPrincipal> roles() {
        return roles(ALL);
    }

    /** All roles below a path. */
    List<KnownPrincipal> roles(String path) {
        List<KnownPrincipal> roles = new ArrayList<>();
        Set<String> markers = new HashSet<>();
        String marker = null;
        do {
            ListRolesResponse page = page(path, marker, PAGE);
            page.roles().forEach(role -> roles.add(known(role)));
            marker = Boolean.TRUE.equals(page.isTruncated()) ? requirePart("marker", page.marker()) : null;
            if (marker != null && (!markers.add(marker) || markers.size() > MOST_PAGES)) {
                throw new UnavailableException(
                        "Could not list the roles of the account: the pages of " + LIST_ROLES
                                + " never end, so nothing is concluded from them; try again later",
                        ErrorContext.builder().build(),
                        null);
            }
        } while (marker != null);
        return List.copyOf(roles);
    }

    /** One role of the account, whichever it is; empty if it has none. */
    Optional<PrincipalArn> anyRole() {
        return page(ALL, null, 1).roles().stream()
                .findFirst()
                .map(role -> known(role).arn());
    }

    private ListRolesResponse page(String path, @Nullable String marker, int most) {
        return patiently(() -> {
            try {
                return client.listRoles(
                        request -> request.pathPrefix(path).marker(marker).maxItems(most));
            } catch (SdkException e) {
                throw IamErrors.translate("list the roles of the account", LIST_ROLES, e);
            }
        });
    }

    private <T> T patiently(Supplier<T> call) {
        return patience.retry(call, ThrottledException.class::isInstance);
    }

    private KnownPrincipal role(String name) {
        return known(requirePart(
                "role", client.getRole(request -> request.roleName(name)).role()));
    }

    private KnownPrincipal user(String name) {
        User user = requirePart(
                "user", client.getUser(request -> request.userName(name)).user());
        return known(user.arn(), user.createDate(), user.userId());
    }

    private static KnownPrincipal known(Role role) {
        return known(role.arn(), role.createDate(), role.roleId());
    }

    private static KnownPrincipal known(@Nullable String arn, @Nullable Instant createdAt, @Nullable String uniqueId) {
        KnownPrincipal.Builder known = KnownPrincipal.builder();
        return known.arn(PrincipalArn.fromEks(requirePart("ARN", arn)))
                .createdAt(requirePart("creation time", createdAt))
                .uniqueId(Optional.ofNullable(uniqueId))
                .build();
    }

    private static <T> T requirePart(String part, @Nullable T value) {
        if (value == null) {
            throw new UnavailableException(
                    "The answer of IAM has no " + part
                            + ", so nothing is concluded from it; check what answers in its place",
                    ErrorContext.builder().build(),
                    null);
        }
        return value;
    }
}
