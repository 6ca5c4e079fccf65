package io.github.accessentries.testkit.internal.kubernetes.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.schema.HandMadeSchema;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectPatchTest {

    private static final Optional<Schema> POD = Optional.of(HandMadeSchema.POD);

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{a:1} -> [{op:add,path:'/b',value:2}] -> {a:1,b:2}",
                "{a:[1,3]} -> [{op:add,path:'/a/1',value:2}] -> {a:[1,2,3]}",
                "{a:[1]} -> [{op:add,path:'/a/-',value:2}] -> {a:[1,2]}",
                "{a:1,b:2} -> [{op:remove,path:'/b'}] -> {a:1}",
                "{a:[1,2]} -> [{op:remove,path:'/a/0'}] -> {a:[2]}",
                "{a:1} -> [{op:replace,path:'/a',value:{b:1}}] -> {a:{b:1}}",
                "{a:{b:1}} -> [{op:move,from:'/a/b',path:'/c'}] -> {a:{},c:1}",
                "{a:{b:1}} -> [{op:copy,from:'/a',path:'/c'},{op:remove,path:'/a/b'}] -> {a:{},c:{b:1}}",
                "{a:1} -> [{op:test,path:'/a',value:1.0},{op:add,path:'/b',value:null}] -> {a:1,b:null}",
                "{'m~n':1,'a/b':{'':2}} -> [{op:replace,path:'/m~0n',value:3},{op:replace,path:'/a~1b/',value:4}]"
                        + " -> {'m~n':3,'a/b':{'':4}}",
            })
    void jsonPatch_eachOperation_changesACopy(String before, String patch, String after) {
        assertThat(json(before, patch)).isEqualTo(tree(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "[{op:remove,path:'/b'}] -> operation 0 (remove) does not apply: there is nothing at the path \"/b\"",
                "[{op:replace,path:'/b',value:1}] -> operation 0 (replace) does not apply: there is nothing at",
                "[{op:test,path:'/a/0',value:1},{op:test,path:'/a/0',value:2}] -> operation 1 (test) does not apply: what",
                "[{op:add,path:'/a/3',value:1}] -> leads beyond the end of an array",
                "[{op:add,path:'/a/01',value:1}] -> \"01\" in the path \"/a/01\" is no place in an array",
                "[{op:add,path:'/x/y',value:1}] -> there is nothing at the path \"/x/y\"",
                "[{op:move,from:'/a',path:'/a/0'}] -> \"/a\" cannot be moved into itself",
                "[{op:add,path:'/c'}] -> it has no value",
                "[{op:invent,path:'/c'}] -> the operations there are, are add, remove, replace, move, copy and test",
                "[{op:add,path:c,value:1}] -> the path \"c\" must begin with a slash",
                "[{op:replace,path:'',value:1}] -> nothing but an object can take the place of the object",
            })
    @UnverifiedAnswer("json-patch-that-does-not-fit")
    void jsonPatch_thatDoesNotFit_is422InKubernetesWords_withTheReasonAsACause(String patch, String reason) {
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> json("{a:[1,2]}", patch))
                .withMessage("the server rejected our request due to an error in our request")
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(422))
                .satisfies(fault -> assertThat(fault.status().toString().replace("\\\"", "\""))
                        .contains(reason));
    }

    @Test
    void jsonPatch_beyondItsLimits_isRefused() {
        JsonArray many = new JsonArray();
        for (int i = 0; i <= JsonPatch.MOST_OPERATIONS; i++) {
            many.add(tree("{op:add,path:'/b',value:2}"));
        }
        refused(
                PatchType.JSON,
                many.toString(),
                413,
                "The allowed maximum operations in a JSON patch is 10000, got 10001");

        JsonArray doubling = new JsonArray();
        for (int i = 0; i < 60; i++) {
            doubling.add(tree("{op:copy,from:'',path:'/x" + i + "'}"));
        }
        refused(PatchType.JSON, doubling.toString(), 422, "error in our request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "JSON -> {} -> error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
                "JSON -> [1] -> error decoding patch: json: cannot unmarshal number into Go value",
                "JSON -> [{\"op\":1}] -> cannot unmarshal number into Go struct field jsonPatchOp.op of type string",
                "JSON -> [ -> error decoding patch",
                "MERGE -> [] -> json: cannot unmarshal array into Go value of type map[string]interface {}",
                "STRATEGIC -> \"a\" -> json: cannot unmarshal string into Go value of type map[string]interface {}",
                "STRATEGIC -> {\"$setElementOrder/finalizers\":1} -> invalid patch format of setElementOrder list",
                "STRATEGIC -> {\"$retainKeys\":1} -> invalid patch format of retainKeys",
                "STRATEGIC -> {\"$retainKeys\":[\"a\"],\"b\":1} -> invalid patch format of retainKeys",
                "STRATEGIC -> {\"$deleteFromPrimitiveList/a\":1} -> invalid patch format of primitive list",
            })
    void body_malformed_is400(PatchType type, String body, String message) {
        refused(type, body, 400, message);
    }

    @Test
    void applyBody_malformed_is400() {
        for (String body : new String[] {"a: [", "- a", "a: b: c"}) {
            assertThatExceptionOfType(ApiFault.class)
                    .isThrownBy(() -> ObjectPatch.read(PatchType.APPLY, body.getBytes(UTF_8))
                            .configuration())
                    .withMessageStartingWith("error decoding YAML: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{a:1,b:{c:2,d:3}} -> {b:{c:null,e:{f:null,g:1}}} -> {a:1,b:{d:3,e:{g:1}}}",
                "{a:[1,2]} -> {a:[3]} -> {a:[3]}",
                "{a:1} -> {a:{b:null}} -> {a:{}}",
                "{a:{b:1}} -> {a:2} -> {a:2}",
            })
    void mergePatch_replacesAndRemoves(String before, String patch, String after) {
        assertThat(patch(PatchType.MERGE, before, patch)).isEqualTo(tree(after));
    }

    /** What each of them is for: a Pod's containers by name, ports by number, finalizers as a set, a strategy by type. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{spec:{containers:[{name:a,image:x},{name:b}]}} -> {spec:{containers:[{name:a,image:y},{name:c}]}}"
                        + " -> {spec:{containers:[{name:a,image:y},{name:c},{name:b}]}}",
                "{spec:{containers:[{name:a},{name:b}]}} -> {spec:{containers:[{name:a,$patch:delete}]}}"
                        + " -> {spec:{containers:[{name:b}]}}",
                "{spec:{containers:[{name:a},{name:b}]}} -> {spec:{containers:[{name:c},{$patch:replace}]}}"
                        + " -> {spec:{containers:[{name:c}]}}",
                "{spec:{containers:[{name:a,env:[{name:E,value:v}]}]}}"
                        + " -> {spec:{'$setElementOrder/containers':[{name:b},{name:a}],containers:[{name:b,image:i}]}}"
                        + " -> {spec:{containers:[{name:b,image:i},{name:a,env:[{name:E,value:v}]}]}}",
                "{spec:{containers:[{name:a,args:[x,y]}]}} -> {spec:{containers:[{name:a,args:[z]}]}}"
                        + " -> {spec:{containers:[{name:a,args:[z]}]}}",
                "{metadata:{finalizers:[a,b]}} -> {metadata:{finalizers:[c]}} -> {metadata:{finalizers:[c,a,b]}}",
                "{metadata:{finalizers:[a,b]}} -> {metadata:{'$deleteFromPrimitiveList/finalizers':[a]}}"
                        + " -> {metadata:{finalizers:[b]}}",
                "{metadata:{finalizers:[a,b]}} -> {metadata:{'$setElementOrder/finalizers':[b,a]}}"
                        + " -> {metadata:{finalizers:[b,a]}}",
                "{spec:{strategy:{type:R,rollingUpdate:{maxSurge:1}}}} -> {spec:{strategy:{$retainKeys:[type],type:S}}}"
                        + " -> {spec:{strategy:{type:S}}}",
                "{metadata:{labels:{a:b,c:d}}} -> {metadata:{labels:{a:null,e:f}}} -> {metadata:{labels:{c:d,e:f}}}",
                "{metadata:{labels:{a:b}}} -> {metadata:{labels:{$patch:replace,e:f}}} -> {metadata:{labels:{e:f}}}",
                "{metadata:{labels:{a:b}}} -> {metadata:{labels:{$patch:delete}}} -> {metadata:{labels:{}}}",
                "{} -> {metadata:{labels:{a:null,b:c}}} -> {metadata:{labels:{b:c}}}",
            })
    void strategicPatch_knowsTheLists(String before, String patch, String after) {
        assertThat(patch(PatchType.STRATEGIC, before, patch)).isEqualTo(tree(after));
    }

    @Test
    void strategicPatch_withoutTheKeyOfAnElement_saysSo() {
        refused(
                PatchType.STRATEGIC,
                "{\"spec\":{\"containers\":[{\"image\":\"x\"}]}}",
                500,
                "map: map[image:x] does not contain declared merge key: name");
    }

    @Test
    void strategicPatch_ofAKindThatHasNoSchema_is415() {
        ObjectPatch patch = ObjectPatch.read(PatchType.STRATEGIC, "{}".getBytes(UTF_8));

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> patch.apply(new JsonObject(), Optional.empty()))
                .withMessage("the body of the request was in an unknown format - accepted media types include: "
                        + "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml")
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(415));
    }

    private static void refused(PatchType type, String body, int code, String message) {
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> ObjectPatch.read(type, body.getBytes(UTF_8))
                        .apply(tree("{a:[1,2],spec:{},metadata:{finalizers:[a]}}"), POD))
                .withMessageContaining(message)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private static JsonElement json(String before, String patch) {
        return patch(PatchType.JSON, before, patch);
    }

    /** Applies a patch, and sees that the original is as it was. */
    private static JsonElement patch(PatchType type, String before, String patch) {
        JsonObject original = tree(before);
        JsonObject result = ObjectPatch.read(
                        type, JsonParser.parseString(patch).toString().getBytes(UTF_8))
                .apply(original, POD);
        assertThat(original).isEqualTo(tree(before));
        return result;
    }

    private static JsonObject tree(String lenient) {
        return JsonParser.parseString(lenient).getAsJsonObject();
    }
}
