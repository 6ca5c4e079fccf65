package io.github.accessentries.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kubernetes and AWS Batch say in the environment about a process's shard. */
class ShardEnvironmentTest {

    private static final String KUBERNETES = "JOB_COMPLETION_INDEX";
    private static final String BATCH = "AWS_BATCH_JOB_ARRAY_INDEX";

    /** A text such as {@code K=3, KN=20}. */
    private static Map<String, String> environment(String text) {
        Map<String, String> names =
                Map.of("K", KUBERNETES, "KN", "JOB_COMPLETIONS", "B", BATCH, "BN", "AWS_BATCH_JOB_ARRAY_SIZE");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/bin");
        for (String part : text.split(", ", -1)) {
            if (!part.isEmpty()) {
                String[] variable = part.split("=", -1);
                environment.put(names.getOrDefault(variable[0], variable[0]), variable[1]);
            }
        }
        return environment;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                K=3, KN=20              | 3 | 20
                K=0, KN=1               | 0 | 1
                B=19, BN=20             | 19 | 20
                B=0, BN=10000           | 0 | 10000
                B=1, BN=2, AWS_BATCH_JOB_ID=x, AWS_BATCH_JOB_ATTEMPT=1 | 1 | 2
                """)
    void bothVariablesOfAnEngine_nameTheShard(String text, int index, int count) {
        assertThat(Shard.fromEnvironment(environment(text))).isEqualTo(Shard.of(index, count));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                      | neither the variables of an Indexed Job of Kubernetes (JOB_COMPLETION_INDEX, JOB_COMPLETIONS) nor those of an array job of AWS Batch (AWS_BATCH_JOB_ARRAY_INDEX, AWS_BATCH_JOB_ARRAY_SIZE); run it as one of these, or use Shard.of
                AWS_BATCH_JOB_ID=x      | does not say which shard
                K=3                     | JOB_COMPLETIONS is missing, while JOB_COMPLETION_INDEX says that this is an Indexed Job of Kubernetes; set completionMode: Indexed, and env JOB_COMPLETIONS
                KN=20                   | JOB_COMPLETION_INDEX is missing, while JOB_COMPLETIONS says
                B=3                     | AWS_BATCH_JOB_ARRAY_SIZE is missing
                BN=20                   | AWS_BATCH_JOB_ARRAY_INDEX is missing
                K=3, KN=20, B=3, BN=20  | in two ways which shard this is
                K=3, BN=20              | in two ways
                K=three, KN=20          | JOB_COMPLETION_INDEX is "three", which is no number from 0
                K=3, KN=                | JOB_COMPLETIONS is "", which is no number
                K= 3, KN=20             | JOB_COMPLETION_INDEX is " 3"
                K=+3, KN=20             | JOB_COMPLETION_INDEX is "+3"
                K=03, KN=20             | JOB_COMPLETION_INDEX is "03"
                K=٣, KN=20              | which is no number
                K=$(X), KN=20           | JOB_COMPLETION_INDEX is "$(X)"
                K=9999999999, KN=20     | which is no number from 0 to 999999999
                K=20, KN=20             | JOB_COMPLETION_INDEX=20 and JOB_COMPLETIONS=20 name no shard: index 20 is out of range: of 20 shards, the first is 0 and the last 19
                B=0, BN=0               | AWS_BATCH_JOB_ARRAY_SIZE=0 name no shard: count 0
                B=0, BN=100001          | use 1 to 100000
                """)
    void anythingElse_isRefused_andSaysWhatToDo(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.fromEnvironment(environment(text)))
                .withMessageContaining(message);
    }
}
