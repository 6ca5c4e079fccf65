package io.github.accessentries.fleet;

import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What engines that run jobs side by side tell each process about its shard. */
final class ShardEnvironment {

    /** An engine, and where it says which shard a process has. */
    private enum Engine {
        KUBERNETES(
                "an Indexed Job of Kubernetes",
                "JOB_COMPLETION_INDEX",
                "JOB_COMPLETIONS",
                "set completionMode: Indexed, and env JOB_COMPLETIONS of the container to the completions of the Job"),
        AWS_BATCH(
                "an array job of AWS Batch",
                "AWS_BATCH_JOB_ARRAY_INDEX",
                "AWS_BATCH_JOB_ARRAY_SIZE",
                "submit the job as an array (--array-properties size=20)");

        private final String name;
        private final String index;
        private final String count;
        private final String remedy;

        Engine(String name, String index, String count, String remedy) {
            this.name = name;
            this.index = index;
            this.count = count;
            this.remedy = remedy;
        }

        boolean isIn(Map<String, String> environment) {
            return environment.containsKey(index) || environment.containsKey(count);
        }

        Shard shard(Map<String, String> environment) {
            int number = number(environment, index);
            int of = number(environment, count);
            try {
                return Shard.of(number, of);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        index + "=" + number + " and " + count + "=" + of + " name no shard: " + e.getMessage(), e);
            }
        }

        private int number(Map<String, String> environment, String variable) {
            @Nullable String value = environment.get(variable);
            if (value == null) {
                throw new IllegalArgumentException("The environment variable " + variable + " is missing, while "
                        + (variable.equals(index) ? count : index) + " says that this is " + name + "; " + remedy);
            }
            if (!NUMBER.matcher(value).matches()) {
                throw new IllegalArgumentException("The environment variable " + variable + " is "
                        + PlainText.quoted(value) + ", which is no number from 0 to 999999999 in plain digits; "
                        + remedy);
            }
            return Integer.parseInt(value);
        }

        @Override
        public String toString() {
            return name + " (" + index + ", " + count + ")";
        }
    }

    /** As engines write numbers; what is written otherwise comes from somebody else. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private ShardEnvironment() {}

    static Shard read(Map<String, String> environment) {
        List<Engine> engines = Arrays.stream(Engine.values())
                .filter(engine -> engine.isIn(environment))
                .toList();
        return switch (engines.size()) {
            case 0 ->
                throw new IllegalArgumentException("The environment does not say which shard this is: there are"
                        + " neither the variables of " + Engine.KUBERNETES + " nor those of " + Engine.AWS_BATCH
                        + "; run it as one of these, or use Shard.of or Shard.whole");
            case 1 -> engines.get(0).shard(environment);
            default ->
                throw new IllegalArgumentException("The environment says in two ways which shard this is: there are"
                        + " variables of " + Engine.KUBERNETES + " and of " + Engine.AWS_BATCH
                        + "; remove those of the one that does not run this process");
        };
    }
}
