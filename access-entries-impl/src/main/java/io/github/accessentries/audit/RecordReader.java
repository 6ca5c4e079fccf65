package io.github.accessentries.audit;

import com.google.gson.JsonElement;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.audit.AccessEvent.Kind;
import io.github.accessentries.audit.JsonMembers.UnreadableRecord;
import io.github.accessentries.internal.text.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an event of a record of CloudTrail. */
final class RecordReader {

    private static final String EKS = "eks.amazonaws.com";

    private static final Map<String, Kind> KINDS = kinds();

    /** What became of a record: its time if it has one, and the event if it is about access. */
    record Read(Optional<Instant> time, Optional<AccessEvent> event) {}

    private RecordReader() {}

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.operation(), kind);
        }
        return Map.copyOf(kinds);
    }

    static Read read(JsonElement json, String place) throws UnreadableRecord {
        if (!json.isJsonObject()) {
            throw new UnreadableRecord("it is no object");
        }
        JsonMembers recorded = new JsonMembers(json.getAsJsonObject(), "");
        Optional<String> source = recorded.text("eventSource");
        Optional<String> name = recorded.text("eventName");
        Optional<String> time = recorded.text("eventTime");
        if (source.isEmpty() || name.isEmpty() || time.isEmpty()) {
            throw new UnreadableRecord("it is no record of CloudTrail: eventSource, eventName or eventTime is missing");
        }
        Instant when = time(time.get());
        Kind kind = source.get().equals(EKS) ? KINDS.get(name.get()) : null;
        return new Read(Optional.of(when), kind == null ? Optional.empty() : event(kind, when, recorded, place));
    }

    private static Instant time(String text) throws UnreadableRecord {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableRecord("eventTime " + PlainText.quoted(text) + " is no time");
        }
    }

    private static Optional<AccessEvent> event(Kind kind, Instant when, JsonMembers recorded, String place)
            throws UnreadableRecord {
        JsonMembers asked = recorded.in("requestParameters");
        JsonMembers answered = recorded.in("responseElements");
        Actor actor = ActorReader.read(recorded.in("userIdentity"));
        Optional<String> agent = recorded.text("userAgent");
        AccessEvent.Builder event = AccessEvent.builder()
                .kind(kind)
                .time(when)
                .actor(actor)
                .place(place)
                .eventId(recorded.text("eventID").filter(id -> !id.isEmpty()))
                .region(recorded.text("awsRegion"))
                .account(recorded.text("recipientAccountId"))
                .userAgent(agent)
                .sourceAddress(recorded.text("sourceIPAddress"))
                .mfa(ActorReader.mfa(recorded, actor))
                .tool(tool(recorded, agent))
                .errorCode(recorded.text("errorCode"))
                .errorMessage(recorded.text("errorMessage"));
        Optional<String> cluster = asked.text("name");
        event.cluster(cluster.isPresent() ? cluster : asked.text("clusterName"));
        boolean about = switch (kind) {
            case ENTRY_TAGGED, ENTRY_UNTAGGED -> tags(event, kind, asked);
            case MODE_CHANGED -> mode(event, asked);
            case CLUSTER_CREATED -> created(event, asked, answered);
            case CLUSTER_DELETED -> true;
            default -> entry(event, kind, asked, answered);
        };
        return about ? Optional.of(complete(event.build())) : Optional.empty();
    }

    /** A refused call may show nothing; of one that changed something it has to be known what. */
    private static AccessEvent complete(AccessEvent event) throws UnreadableRecord {
        boolean ofEntry = event.kind() != Kind.MODE_CHANGED
                && event.kind() != Kind.CLUSTER_CREATED
                && event.kind() != Kind.CLUSTER_DELETED;
        boolean known = event.cluster().isPresent()
                && (!ofEntry
                        || event.principal().isPresent()
                        || event.entryArn().isPresent());
        if (!event.failed() && !known) {
            throw new UnreadableRecord(event.kind().operation()
                    + " succeeded, but its requestParameters do not name the cluster and the principal");
        }
        return event;
    }

    /** What a browser session calls looks like the SDK of the console's own service. */
    private static CallTool tool(JsonMembers recorded, Optional<String> agent) throws UnreadableRecord {
        CallTool named = agent.map(CallTool::of).orElse(CallTool.UNKNOWN);
        boolean anonymous = named == CallTool.UNKNOWN || named == CallTool.AWS_SDK || named == CallTool.AWS_SERVICE;
        return anonymous && recorded.flag("sessionCredentialFromConsole").orElse(false) ? CallTool.CONSOLE : named;
    }

    private static boolean entry(AccessEvent.Builder event, Kind kind, JsonMembers asked, JsonMembers answered)
            throws UnreadableRecord {
        boolean inPath = kind != Kind.ENTRY_CREATED;
        event.principal(asked.text("principalArn")
                .map(arn -> inPath ? EncodedArn.plain(arn) : arn)
                .filter(arn -> !arn.isBlank())
                .map(PrincipalArn::fromEks));
        if (kind == Kind.POLICY_ASSOCIATED || kind == Kind.POLICY_DISASSOCIATED) {
            event.policy(asked.text("policyArn")
                    .map(EncodedArn::plain)
                    .filter(arn -> !arn.isBlank())
                    .map(AccessPolicy::fromEks));
            event.scope(scope(answered.in("associatedAccessPolicy"), asked));
        } else if (kind != Kind.ENTRY_DELETED) {
            state(event, kind, asked, answered.in("accessEntry"));
        }
        return true;
    }

    private static Optional<AccessScope> scope(JsonMembers association, JsonMembers asked) throws UnreadableRecord {
        JsonMembers scope =
                association.object().has("accessScope") ? association.in("accessScope") : asked.in("accessScope");
        List<String> namespaces = scope.texts("namespaces").orElse(List.of());
        return scope.text("type").map(type -> AccessScope.of(type, namespaces));
    }

    /** What the answer says counts; without one, what was asked for. What neither says stays open. */
    private static void state(AccessEvent.Builder event, Kind kind, JsonMembers asked, JsonMembers entry)
            throws UnreadableRecord {
        Optional<String> type = entry.text("type");
        Optional<String> askedType = asked.text("type");
        event.type((type.isPresent() ? type : askedType)
                .filter(name -> !name.isBlank())
                .map(EntryType::fromEks));
        Optional<String> username = entry.text("username");
        event.username((username.isPresent() ? username : asked.text("username")).filter(name -> !name.isEmpty()));
        Optional<List<String>> groups = entry.texts("kubernetesGroups");
        event.groups((groups.isPresent() ? groups : asked.texts("kubernetesGroups")).map(Set::copyOf));
        event.entryArn(entry.text("accessEntryArn"));
        if (kind == Kind.ENTRY_CREATED) {
            event.tags(entry.object().has("tags") ? entry.map("tags") : asked.map("tags"));
        }
    }

    /** Tags of clusters, node groups and others are nobody's access. */
    private static boolean tags(AccessEvent.Builder event, Kind kind, JsonMembers asked) throws UnreadableRecord {
        Optional<String> resource = asked.text("resourceArn").map(EncodedArn::plain);
        if (resource.isEmpty()) {
            return true;
        }
        Optional<EntryArn> entry = EntryArn.of(resource.get());
        if (entry.isEmpty()) {
            return false;
        }
        event.entryArn(resource).cluster(entry.get().cluster());
        if (kind == Kind.ENTRY_TAGGED) {
            event.tags(asked.map("tags"));
        } else {
            event.removedTagKeys(asked.texts("tagKeys").orElse(List.of()));
        }
        return true;
    }

    /** Logging, endpoints and all else that the same operation changes are nobody's access. */
    private static boolean mode(AccessEvent.Builder event, JsonMembers asked) throws UnreadableRecord {
        Optional<String> mode = asked.in("accessConfig").text("authenticationMode");
        event.mode(mode);
        return mode.isPresent() || asked.object().size() == 0;
    }

    private static boolean created(AccessEvent.Builder event, JsonMembers asked, JsonMembers answered)
            throws UnreadableRecord {
        JsonMembers told = answered.in("cluster").in("accessConfig");
        JsonMembers wanted = asked.in("accessConfig");
        Optional<String> mode = told.text("authenticationMode");
        event.mode(mode.isPresent() ? mode : wanted.text("authenticationMode"));
        // EKS makes the creator an administrator unless it is told not to.
        Optional<Boolean> flag = told.flag("bootstrapClusterCreatorAdminPermissions");
        event.bootstrapsCreator(
                flag.isPresent()
                        ? flag
                        : Optional.of(wanted.flag("bootstrapClusterCreatorAdminPermissions")
                                .orElse(true)));
        return true;
    }
}
