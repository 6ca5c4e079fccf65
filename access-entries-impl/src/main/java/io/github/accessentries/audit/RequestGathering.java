package io.github.accessentries.audit;

import com.google.gson.JsonObject;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.name.NamePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Sorts what a log has into what was used and what is left out. Not thread-safe. */
final class RequestGathering implements EventSink {

    private static final int FORBIDDEN_STATUS = 403;
    private static final int UNAUTHORIZED_STATUS = 401;
    private static final int CREATED_STATUS = 201;
    private static final int FIRST_ERROR = 400;
    private static final String CREATE = "create";

    private final WantedUsers wanted;
    private final List<NamePattern> patterns;
    private final UsedAccess used;
    private final LeftOutCounts leftOut;
    private final RecentRequests recent = new RecentRequests();
    private long requests;

    RequestGathering(PolicyProposer proposer, Consumer<? super LeftOutEvent> listener) {
        wanted = WantedUsers.of(proposer);
        patterns = proposer.namespacePatterns().stream().map(NamePattern::new).toList();
        used = new UsedAccess(proposer.mostNames());
        leftOut = new LeftOutCounts(listener);
    }

    /** Requests that were let in, told once, by the users that are asked about. */
    private static final class RecentRequests {

        private static final int MOST = 1 << 16;

        /** A client may choose the id of its requests, and so give all of them the same. */
        private record Told(String auditId, AccessRequest request) {}

        private final Map<Told, Boolean> told = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Told, Boolean> eldest) {
                return size() > MOST;
            }
        };

        boolean add(String auditId, AccessRequest request) {
            return auditId.isEmpty() || told.put(new Told(auditId, request), Boolean.TRUE) == null;
        }
    }

    @Override
    public void leftOut(LeftOutReason reason, String place, String detail) {
        leftOut.add(reason, place, detail);
    }

    @Override
    public void event(JsonObject object, String place) {
        if (!AuditEvent.is(object)) {
            leftOut.add(LeftOutReason.OTHER_KIND, place, "it is no Event of audit.k8s.io/v1");
            return;
        }
        AuditEvent event = AuditEvent.of(object);
        try {
            KubernetesUser caller = event.caller();
            KubernetesUser user = event.impersonated().orElse(caller);
            Optional<LeftOutReason> otherwise = whyNotOf(user, caller);
            if (otherwise.isPresent()) {
                leftOut.add(otherwise.get(), place, "");
            } else if (event.hasOnlyBegun()) {
                leftOut.add(LeftOutReason.NOT_FINAL, place, "");
            } else {
                add(event.request(), place);
            }
        } catch (UnreadableEvent e) {
            leftOut.add(LeftOutReason.UNREADABLE, place, e.getMessage());
        }
    }

    private Optional<LeftOutReason> whyNotOf(KubernetesUser user, KubernetesUser caller) {
        if (WantedUsers.isAnonymous(user)) {
            return Optional.of(LeftOutReason.ANONYMOUS);
        }
        if (wanted.include(user)) {
            return Optional.empty();
        }
        return Optional.of(
                wanted.include(caller) && !WantedUsers.isAnonymous(caller)
                        ? LeftOutReason.FOR_SOMEBODY_ELSE
                        : LeftOutReason.OTHER_USER);
    }

    /** Takes a request of any user. */
    void add(AuditedRequest request, String place) {
        Optional<LeftOutReason> reason =
                whyNotOf(request.user(), request.impersonator().orElse(request.user()));
        if (reason.isEmpty()) {
            reason = whyNotLetIn(request);
        }
        if (reason.isPresent()) {
            leftOut.add(reason.get(), place, request.request().toString());
            return;
        }
        boolean isNew = false;
        for (AccessRequest use : uses(request)) {
            if (recent.add(request.auditId(), use)) {
                isNew = true;
                use(use, request, place);
            }
        }
        if (!isNew) {
            leftOut.add(LeftOutReason.REPEATED, place, request.request().toString());
        }
    }

    private static Optional<LeftOutReason> whyNotLetIn(AuditedRequest request) {
        int status = request.status();
        if (request.decision().equals(AuditedRequest.ALLOWED)) {
            return status == FORBIDDEN_STATUS ? Optional.of(LeftOutReason.REFUSED) : Optional.empty();
        }
        boolean saysNothing = request.decision().isEmpty();
        if (request.decision().equals(AuditedRequest.FORBIDDEN)
                || (saysNothing && (status == FORBIDDEN_STATUS || status == UNAUTHORIZED_STATUS))) {
            return Optional.of(LeftOutReason.DENIED);
        }
        // What succeeded was let in. What failed may have failed before anybody was asked.
        return saysNothing && status > 0 && status < FIRST_ERROR
                ? Optional.empty()
                : Optional.of(LeftOutReason.UNDECIDED);
    }

    /** To create an object by writing it under its name takes permission to create it, for which the log has no event. */
    private static List<AccessRequest> uses(AuditedRequest request) {
        AccessRequest asked = request.request();
        List<AccessRequest> uses = new ArrayList<>(List.of(asked));
        boolean writes = asked.verb().equals("patch") || asked.verb().equals("update");
        if (request.status() == CREATED_STATUS
                && writes
                && asked.isForResource()
                && asked.subresource().isEmpty()) {
            uses.add(AccessRequest.asReceived().from(asked).verb(CREATE).build());
        }
        return uses;
    }

    private void use(AccessRequest use, AuditedRequest evidence, String place) {
        if (EverybodysRules.allow(use)) {
            leftOut.add(LeftOutReason.ALLOWED_TO_EVERYBODY, place, use.toString());
            return;
        }
        Optional<String> problem = RuleText.problem(use);
        if (problem.isPresent()) {
            leftOut.add(LeftOutReason.NOT_PROPOSED, place, problem.get());
        } else if (used.add(use, use.namespace().map(this::placeOf).orElse(UsedAccess.NONE), evidence)) {
            requests += evidence.request().equals(use) ? 1 : 0;
        } else {
            leftOut.add(LeftOutReason.TOO_MANY, place, use.toString());
        }
    }

    private String placeOf(String namespace) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(namespace))
                .map(NamePattern::text)
                .findFirst()
                .orElse(namespace);
    }

    UsedAccess used() {
        return used;
    }

    List<LeftOut> leftOut() {
        return leftOut.all();
    }

    /** How many requests stand behind what was used. */
    long requests() {
        return requests;
    }
}
