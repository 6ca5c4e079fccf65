package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A template by its sections, in which the loops are run.
 *
 * @param parameters its parameters
 * @param mappings its mappings by name
 * @param conditions its conditions by name
 * @param resources its resources by name
 * @param lostLoops the loops in its resources of which nobody knows what they make
 * @param hasLanguageExtensions whether it has the transform that loops and some functions belong to
 */
record TemplateSections(
        TemplateParameters parameters,
        Map<String, Field> mappings,
        Map<String, ScopedField> conditions,
        Map<String, ScopedField> resources,
        Set<LostLoop> lostLoops,
        boolean hasLanguageExtensions) {

    /**
     * A loop of which nobody knows what it makes.
     *
     * @param loop the loop
     * @param reason why not
     */
    record LostLoop(Field loop, String reason) {}

    static TemplateSections of(Field template, TemplateMacros macros, Map<String, String> values) {
        return new TemplateSections(
                new TemplateParameters(section(template, "Parameters"), values),
                section(template, "Mappings"),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashSet<>(),
                macros.hasLanguageExtensions());
    }

    private static Map<String, Field> section(Field template, String name) {
        return template.member(name).map(Field::members).orElse(Map.of());
    }

    /** Runs the loops; until then there are neither conditions nor resources. */
    void expand(Field template, TemplateEvaluator evaluator) {
        fill(template.member("Conditions"), conditions, evaluator);
        fill(template.member("Resources"), resources, evaluator);
    }

    private void fill(Optional<Field> section, Map<String, ScopedField> members, TemplateEvaluator evaluator) {
        if (section.isEmpty()) {
            return;
        }
        Field written = section.get();
        ForEachLoops.Target target = new ForEachLoops.Target() {
            private final Set<Field> told = new HashSet<>();

            @Override
            public void add(String name, ScopedField member) {
                if (members.putIfAbsent(name, member) != null && told.add(member.field())) {
                    member.field()
                            .fault("is made twice, as " + PlainText.name(name)
                                    + "; let its name have the identifier of the loop");
                }
            }

            @Override
            public void lost(Field loop, Unanswered reason) {
                if (members == resources) {
                    lostLoops.add(new LostLoop(loop, reason.reason()));
                }
            }
        };
        try {
            evaluator.loops().expand(new ScopedField(written, LoopScope.NONE), target);
        } catch (Unanswered e) {
            written.fault(e.reason());
        }
    }
}
