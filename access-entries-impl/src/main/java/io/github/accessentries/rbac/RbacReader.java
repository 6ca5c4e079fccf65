package io.github.accessentries.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesDocuments;
import io.github.accessentries.internal.document.Unrendered;
import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads RBAC objects out of YAML, JSON or a cluster, as Kubernetes reads them, and notes what is wrong with its place. */
final class RbacReader {

    /** A list may lie in a document, and a list as kubectl prints it in that. */
    private static final int MAX_DEPTH = 4;

    private static final ApiKind UNKNOWN = new ApiKind("", "");

    private final InputFaults faults = new InputFaults();
    private final FoundObjects found;
    /** Where objects of the text are that do not say it; empty if that is not known. */
    private String namespace = "";
    /** Whether a cluster has printed them, so that what else stands there is somebody else's, such as an answer of EKS. */
    private boolean areAll;

    private RbacReader(boolean ofCluster) {
        this.found = ofCluster ? FoundObjects.onCluster(faults) : FoundObjects.inTexts(faults);
    }

    /**
     * Reads texts together.
     *
     * @param texts the texts, whose names may be empty
     * @param namespace where objects are that do not say it, empty if that is not known
     * @param areAll whether a cluster has nothing but what they hold; otherwise they may hold only a part of it
     */
    static RbacObjects read(List<TextFile> texts, String namespace, boolean areAll) {
        RbacReader reader = new RbacReader(false);
        reader.areAll = areAll;
        int readable = 0;
        int unreadable = 0;
        for (TextFile text : texts) {
            if (text.text().length() > DocumentLimits.RBAC_OBJECTS.maxCharacters()) {
                throw notReadable(
                        "they are longer than " + DocumentLimits.RBAC_OBJECTS.maxCharacters() + " characters");
            }
            KubernetesDocuments documents = reader.readText(text.text(), text.prefix(), namespace);
            readable += documents.readable().size();
            unreadable += documents.unreadable();
        }
        if (unreadable > 0 && readable == 0) {
            throw notReadable(reader.faults.told().get(0));
        }
        return reader.found.ofTexts(areAll);
    }

    private KubernetesDocuments readText(String text, String name, String given) {
        Optional<HelmText> helm = HelmText.of(text);
        String release = helm.map(HelmText::namespace).orElse("");
        if (!release.isEmpty() && !given.isEmpty() && !release.equals(given)) {
            faults.add(name + "the text says that it was installed into namespace " + PlainText.quoted(release)
                    + ", but " + PlainText.quoted(given) + " was given, which counts");
        }
        helm.map(HelmText::lineBehind)
                .filter(line -> line > 0)
                .ifPresent(line ->
                        faults.add(name + "line " + line + ": there is more behind the notes of the release, which is"
                                + " not read; give it in a text of its own"));
        namespace = given.isEmpty() ? release : given;
        KubernetesDocuments documents = KubernetesDocuments.read(
                helm.map(HelmText::manifests).orElse(text), DocumentLimits.RBAC_OBJECTS, name, faults::add);
        documents.readable().forEach(document -> readAll(document.json(), UNKNOWN, document.place(), 0));
        return documents;
    }

    /** The objects of a cluster, whose API leaves the kind away in lists. What is not in the lists is not there. */
    static RbacObjects read(KubernetesObjects cluster) {
        RbacReader reader = new RbacReader(true);
        for (RbacObjects.ApiList list : RbacObjects.API_LISTS) {
            int number = 0;
            for (JsonObject item : cluster.list(list.kind(), list.path())) {
                number++;
                reader.readOne(item, new ApiKind("", list.kind()), list.path() + ", item " + number, true);
            }
        }
        return reader.found.whole();
    }

    /** One object of a cluster, of the kind of its list. */
    static DecodedObject decode(JsonObject object, String kind, String place) {
        RbacReader reader = new RbacReader(true);
        reader.readOne(object, new ApiKind("", kind), place, true);
        return reader.found.decoded();
    }

    /**
     * Puts the objects of a cluster together.
     *
     * @param objects all that are known
     * @param areAll whether a role that is not among them does not exist
     */
    static RbacObjects together(Stream<DecodedObject> objects, boolean areAll) {
        FoundObjects found = FoundObjects.onCluster(new InputFaults());
        objects.forEach(found::add);
        return areAll ? found.whole() : found.partly();
    }

    private static IllegalArgumentException notReadable(String why) {
        return new IllegalArgumentException(
                "The RBAC objects are neither YAML nor JSON: " + why
                        + "; give them as kubectl prints them with -o yaml or -o json, or as helm template and kubectl kustomize do");
    }

    private void readAll(JsonElement node, ApiKind inList, String place, int depth) {
        if (depth > MAX_DEPTH) {
            faults.add(place + ": lists are nested too deeply; not read");
        } else if (node instanceof JsonArray array) {
            readItems(array, inList, place, depth);
        } else if (node instanceof JsonObject object) {
            readListOrOne(object, inList, place, depth);
        } else if (!node.isJsonNull()) {
            faults.add(place + ": is not an object");
        }
    }

    private void readItems(JsonArray items, ApiKind inList, String place, int depth) {
        for (int i = 0; i < items.size(); i++) {
            readAll(items.get(i), inList, place + ", item " + (i + 1), depth + 1);
        }
    }

    private void readListOrOne(JsonObject json, ApiKind inList, String place, int depth) {
        WireObject object = new WireObject(json);
        try {
            ApiKind kind = ApiKind.of(object, inList);
            if (kind.isList(object)) {
                if (kind.isRbac() || kind.isNamespace()) {
                    faults.add(place + ": " + kind
                            + " has items, so kubectl takes it for a list; what else it says is not read");
                }
                if (!json.has("items")) {
                    faults.add(place + ": " + kind + " has no items; it has " + PlainText.names(json.keySet()));
                }
                readItems(object.list("items"), kind.ofItems(), place, depth);
                checkWhole(object, place);
            } else {
                readOne(json, inList, place, false);
            }
        } catch (Undecodable e) {
            faults.add(place + ": " + e.getMessage());
        }
    }

    /** Of a list that came in parts, a text may hold only the first. */
    private void checkWhole(WireObject list, String place) throws Undecodable {
        WireObject metadata = list.object("metadata");
        JsonElement more = metadata.json().get("remainingItemCount");
        boolean isCounted =
                more instanceof JsonPrimitive count && !count.getAsString().equals("0");
        if (isCounted || !metadata.text("continue").isEmpty()) {
            faults.add(place + ": the list goes on, and " + (isCounted ? PlainText.of(more.getAsString()) + " " : "")
                    + "more are not in this text; read it whole");
        }
    }

    /** In a list of a cluster, an object is of the kind that was asked for, whatever else it says. */
    private void readOne(JsonObject json, ApiKind inList, String place, boolean ofCluster) {
        WireObject object = new WireObject(json);
        try {
            ApiKind kind = ofCluster ? inList : ApiKind.of(object, inList);
            if (kind.isRbac()) {
                found.add(object, kind, namespace, place);
            } else if (kind.isNamespace()) {
                found.addNamespace(object, kind);
            } else {
                passOver(json, kind, place);
            }
        } catch (Undecodable e) {
            faults.add(place + ": " + e.getMessage());
        }
    }

    private void passOver(JsonObject json, ApiKind kind, String place) {
        Optional<String> placeholder = Unrendered.in(kind.kind()).or(() -> Unrendered.in(kind.apiVersion()));
        if (kind.kind().isEmpty() && areAll && !json.has("metadata")) {
            faults.addIdle(place + ": is no object of Kubernetes; ignored");
        } else if (kind.kind().isEmpty()) {
            faults.add(place + ": has no kind, so it is not known what it is");
        } else if (placeholder.isPresent()) {
            faults.add(place + ": " + kind + " is a placeholder" + Unrendered.REMEDY);
        } else if (HeldObjects.areIn(json)) {
            faults.add(
                    place + ": " + kind + " holds RBAC objects, which are not read there; give them by themselves, as"
                            + " what works on it makes them");
        } else {
            faults.addIdle(place + ": " + kind + " is not an RBAC object; ignored");
        }
    }
}
