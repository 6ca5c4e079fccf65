package io.github.accessentries.internal.iac.cloudformation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;

/**
 * {@code Fn::ToJsonString}.
 *
 * @param evaluator answers what is in the value
 */
record JsonFunction(TemplateEvaluator evaluator) {

    private static final String NAME = "Fn::ToJsonString";
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** The text of a value, without spaces between its parts. */
    Field answer(FunctionCall call, LoopScope scope) throws Unanswered {
        evaluator.requireLanguageExtensions(NAME);
        Field argument = call.argument();
        if (argument.isText() && argument.function().isEmpty()) {
            throw call.wrong("has a text where it takes a list or a mapping");
        }
        refuseNumbers(argument);
        return call.at().withText(evaluator.budget().made(GSON.toJson(json(evaluator.evaluate(argument, scope)))));
    }

    /** In what form these come out, nobody says. */
    private static void refuseNumbers(Field value) throws Unanswered {
        if (value.isList()) {
            for (Field item : value.items()) {
                refuseNumbers(item);
            }
        } else if (value.isMapping()) {
            for (Field member : value.members().values()) {
                refuseNumbers(member);
            }
        } else if (UnquotedScalar.isOne(value)) {
            throw new Unanswered(
                    "uses " + NAME + " for a number or a truth value, whose form in JSON only CloudFormation"
                            + " knows; put it into quotes, or write what comes out into a copy of the template");
        }
    }

    private static JsonElement json(Field value) {
        if (value.isList()) {
            JsonArray items = new JsonArray();
            value.items().forEach(item -> items.add(json(item)));
            return items;
        }
        if (value.isMapping()) {
            JsonObject members = new JsonObject();
            value.members().forEach((name, member) -> members.add(name, json(member)));
            return members;
        }
        return new JsonPrimitive(value.text().orElse(""));
    }
}
