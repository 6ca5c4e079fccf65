package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads templates of CloudFormation; {@link CloudFormationWriter} writes them. */
public final class CloudFormationReader {

    private final TemplateMacros macros;
    private final TemplateSections sections;
    private final TemplateEvaluator evaluator;
    private final AccessEntryResource entries;
    private final Gathering gathering;
    private final Map<String, String> values;

    private CloudFormationReader(Field template, Map<String, String> values, Gathering gathering) {
        this.macros = TemplateMacros.of(template);
        this.sections = TemplateSections.of(template, macros, values);
        this.evaluator = new TemplateEvaluator(sections, values);
        this.entries = new AccessEntryResource(evaluator, values);
        this.gathering = gathering;
        this.values = values;
    }

    /**
     * Reads a template, or what {@code aws cloudformation get-template} prints.
     *
     * @param text the template
     * @param values the values of its parameters, pseudo parameters and references
     * @return the access that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if it is no template, or has a fault
     */
    public static Carried read(String text, Map<String, String> values) {
        Document document = Document.parse(text, "CloudFormation template", DocumentLimits.CLOUDFORMATION_TEMPLATE);
        Optional<Field> printed = document.root().member("TemplateBody");
        if (printed.isPresent() && printed.get().isText()) {
            return read(printed.get().text().orElse(""), values);
        }
        Field template = printed.orElse(document.root());
        Gathering gathering = new Gathering(document);
        if (template.members().containsKey("Resources")) {
            new CloudFormationReader(template, values, gathering).read(template, document);
        } else {
            template.fault("has no Resources, so it is not a CloudFormation template");
        }
        return gathering.finish();
    }

    private void read(Field template, Document document) {
        sections.parameters().hideSecrets();
        DynamicReferences.hideSecrets(values, template);
        sections.expand(template, evaluator);
        // Loops that make too much have made much of it already, which nobody needs to look at.
        document.refuseFaults();
        sections.parameters().checkValues();
        sections.resources().forEach(this::read);
        for (TemplateSections.LostLoop lost : sections.lostLoops()) {
            if (mayHoldAccess(lost.loop())) {
                gathering.omit(lost.loop(), lost.reason());
            }
        }
        for (Field included : macros.included()) {
            gathering.omit(included, "adds a part from elsewhere to the template; " + TemplateMacros.PROCESSED);
        }
        for (Field macro : macros.foreign()) {
            gathering.omit(
                    macro,
                    "is a macro, " + PlainText.quoted(TemplateMacros.nameOf(macro))
                            + ", which may add access entries and change others; " + TemplateMacros.PROCESSED);
        }
    }

    private void read(String name, ScopedField resource) {
        try {
            read(name, resource, ResourceNames.typeOf(resource, evaluator.budget()));
        } catch (Unanswered e) {
            gathering.omit(resource.field(), named(name, resource, e.reason()));
        }
    }

    private void read(String name, ScopedField resource, String type) {
        Optional<ClusterResource> cluster = ClusterResource.ofType(type);
        if (type.equals(AccessEntryResource.TYPE)) {
            readEntry(name, resource);
        } else if (cluster.isPresent() && mayBeMade(resource)) {
            cluster.get().leaveOut(resource, evaluator, gathering);
        } else if (HeldElsewhere.isLookedAt(type) && mayBeMade(resource)) {
            HeldElsewhere.reason(type, resource, evaluator)
                    .ifPresent(reason -> gathering.omit(resource.field(), named(name, resource, reason)));
        }
    }

    private void readEntry(String name, ScopedField resource) {
        try {
            if (evaluator.conditions().isMade(resource)) {
                Optional<String> doubt = macros.doubt();
                if (doubt.isPresent()) {
                    throw new Unanswered(doubt.get());
                }
                entries.read(resource, gathering);
            }
        } catch (Unanswered e) {
            gathering.omit(resource.field(), named(name, resource, e.reason()));
        }
    }

    /** The place of what a loop makes does not say which of them it is. */
    private static String named(String name, ScopedField resource, String reason) {
        return resource.scope().equals(LoopScope.NONE) ? reason : PlainText.name(name) + " " + reason;
    }

    private boolean mayBeMade(ScopedField resource) {
        try {
            return evaluator.conditions().isMade(resource);
        } catch (Unanswered unknown) {
            return true;
        }
    }

    /** Whether a loop makes resources that are looked at here, or whose type it makes, too. */
    private static boolean mayHoldAccess(Field loop) {
        List<Field> parts = loop.isList() ? loop.items() : List.of();
        return parts.size() != 3
                || !parts.get(2).isMapping()
                || parts.get(2).members().entrySet().stream()
                        .anyMatch(made -> ForEachLoops.isLoop(made.getKey())
                                ? mayHoldAccess(made.getValue())
                                : mayHoldAccessAs(ResourceNames.writtenType(made.getValue())));
    }

    private static boolean mayHoldAccessAs(String type) {
        return type.isEmpty()
                || type.contains("{")
                || type.equals(AccessEntryResource.TYPE)
                || ClusterResource.isType(type)
                || HeldElsewhere.isLookedAt(type);
    }
}
