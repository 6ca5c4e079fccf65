package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.terraform.Expression.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource of a configuration, one of those that its block stands for.
 *
 * @param address what Terraform calls it
 * @param place its block
 * @param home where its cluster is
 * @param provider the settings of the provider that it uses
 * @param instance which one of them
 * @param evaluator answers what is in its arguments
 * @param configuration what else is configured
 */
record ConfiguredResource(
        String address,
        Field place,
        Home home,
        String provider,
        Instance instance,
        Evaluator evaluator,
        Configuration configuration)
        implements Resource {

    @Override
    public boolean hasWhatEksChose() {
        return false;
    }

    @Override
    public Optional<Field> argument(String name) throws Unanswered {
        Optional<Field> field = place.member(name);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Field value = evaluator.evaluate(field.get(), instance);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public Map<String, Field> tags() throws Unanswered {
        Map<String, Field> tags = new LinkedHashMap<>(configuration.providers().defaultTags(provider, evaluator));
        Optional<Field> own = argument("tags");
        if (own.isPresent()) {
            if (own.get().isText()) {
                throw new Unanswered("takes its tags from a text");
            }
            tags.putAll(own.get().members());
        }
        return tags;
    }

    @Override
    public List<Field> scopes() throws Unanswered {
        if (place.member("dynamic").filter(field -> !field.isEmpty()).isPresent()) {
            throw new Unanswered("has a dynamic block, which only Terraform can evaluate");
        }
        List<Field> scopes = new ArrayList<>();
        Optional<Field> blocks = place.member("access_scope").filter(field -> !field.isEmpty());
        if (blocks.isPresent()) {
            for (Field body : Blocks.bodies(blocks.get())) {
                if (body.isText()) {
                    throw new Unanswered("has a block that is an expression");
                }
                Map<String, Field> arguments = new LinkedHashMap<>(body.members());
                arguments.remove("//");
                scopes.add(evaluator.evaluate(body.withMembers(arguments), instance));
            }
        }
        return scopes;
    }

    @Override
    public EntryReferences references() {
        EntryReferences references = EntryReferences.of(place, configuration);
        boolean isOneOfAll =
                instance.key() != null || !evaluator.repetition(place).isThere();
        // Had that entry a principal that is known, so would this one.
        return (references.isOnlyTheirs() || takesItsPrincipalFromEachEntry()) && isOneOfAll
                ? new EntryReferences(Set.of(), true)
                : references;
    }

    private boolean takesItsPrincipalFromEachEntry() {
        Reference each = instance.resource();
        return each != null
                && each.root().equals(Resource.ENTRY)
                && place.member("principal_arn")
                        .flatMap(Evaluator::onlyExpression)
                        .filter(expression -> expression.text().equals("each.value.principal_arn"))
                        .isPresent();
    }
}
