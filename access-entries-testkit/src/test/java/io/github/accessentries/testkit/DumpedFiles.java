package io.github.accessentries.testkit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eks.EksClient;

/** What the AWS CLI and {@code kubectl get --raw} would print about a cluster, an answer each, by a name for a file. */
final class DumpedFiles {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();
    private static final List<String> RBAC = List.of("clusterroles", "clusterrolebindings", "roles", "rolebindings");

    final Map<String, String> answers = new LinkedHashMap<>();

    static DumpedFiles of(EksClient eks, String cluster, boolean hasEntries, KubernetesApi kubernetes) {
        DumpedFiles files = new DumpedFiles();
        files.put("cluster", eks.describeCluster(r -> r.name(cluster)));
        files.put("policies", eks.listAccessPolicies(r -> {}));
        if (hasEntries) {
            files.put("entries", eks.listAccessEntries(r -> r.clusterName(cluster)));
            int number = 0;
            for (String principal :
                    eks.listAccessEntries(r -> r.clusterName(cluster)).accessEntries()) {
                number++;
                files.put(
                        "entry-" + number,
                        eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal)));
                files.put(
                        "entry-policies-" + number,
                        eks.listAssociatedAccessPolicies(
                                r -> r.clusterName(cluster).principalArn(principal)));
            }
        }
        for (String kind : RBAC) {
            files.answers.put(
                    kind,
                    kubernetes.get("/apis/rbac.authorization.k8s.io/v1/" + kind).orElseThrow());
        }
        files.answers.put("namespaces", kubernetes.get("/api/v1/namespaces").orElseThrow());
        files.answers.put(
                "aws-auth",
                Stream.of("aws-auth", "kube-root-ca.crt")
                        .map(name -> "/api/v1/namespaces/kube-system/configmaps/" + name)
                        .flatMap(path -> kubernetes.get(path).stream())
                        .collect(
                                Collectors.joining(",", "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[", "]}")));
        return files;
    }

    /** All of them in some order: one behind the other, or in a list, or some of them as YAML. */
    String together(RandomGenerator random) {
        List<String> texts = new ArrayList<>(answers.values());
        IntStream.range(0, texts.size()).forEach(i -> texts.add(texts.remove(random.nextInt(texts.size() - i))));
        return switch (random.nextInt(3)) {
            case 0 -> String.join("\n", texts);
            case 1 -> "[" + String.join(",", texts) + "]";
            default -> "---\r\n" + String.join("\n---\n", texts);
        };
    }

    private void put(String name, SdkPojo answer) {
        answers.put(name, GSON.toJson(json(answer)));
    }

    private static JsonElement json(Object value) {
        if (value instanceof SdkPojo pojo) {
            JsonObject object = new JsonObject();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object member = field.getValueOrDefault(pojo);
                if (member != null) {
                    object.add(field.locationName(), json(member));
                }
            }
            return object;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(item -> array.add(json(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, member) -> object.add((String) key, json(member)));
            return object;
        }
        if (value instanceof Instant time) {
            return new JsonPrimitive(
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.ofHours(1))));
        }
        if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        return value instanceof Number number ? new JsonPrimitive(number) : new JsonPrimitive(value.toString());
    }
}
