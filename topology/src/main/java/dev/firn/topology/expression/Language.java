package dev.firn.topology.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The expression language with the names of one scope: the standard functions and the extensions for texts, numbers,
 * lists, sets, base64 and regular expressions. Made when a scope is first needed, then kept; thread-safe.
 */
final class Language {

    /**
     * Steps of all loops of one evaluation, so that no event can make one run for long. A thousand, as {@code map} and
     * {@code filter} look through all that they have found so far with every step.
     */
    static final int MOST_ITERATIONS = 1_000;

    private static final int LONGEST_EXPRESSION = 20_000;
    private static final int DEEPEST_EXPRESSION = 60;
    private static final int BIGGEST_REGEX = 2_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxExpressionCodePointSize(LONGEST_EXPRESSION)
            .maxParseRecursionDepth(DEEPEST_EXPRESSION)
            .maxRegexProgramSize(BIGGEST_REGEX)
            .build();

    private static final Map<Scope, Language> ALL = new ConcurrentHashMap<>();

    private final Scope scope;
    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CelValidator validator;

    private Language(Scope scope) {
        this.scope = scope;
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.math(),
                        CelExtensions.encoders(OPTIONS),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.lists(),
                        CelExtensions.regex(),
                        CelExtensions.bindings());
        Names.in(scope).forEach((name, details) -> builder.addVar(name, details.type()));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.math(),
                        CelExtensions.encoders(OPTIONS),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.lists(),
                        CelExtensions.regex())
                .build();
        validator = CelValidatorFactory.standardCelValidatorBuilder(compiler, runtime)
                .addAstValidators(
                        RegexLiteralValidator.INSTANCE,
                        TimestampLiteralValidator.INSTANCE,
                        DurationLiteralValidator.INSTANCE)
                .build();
    }

    static Language of(Scope scope) {
        return ALL.computeIfAbsent(scope, Language::new);
    }

    /** Parsed and with all types known. */
    CelAbstractSyntaxTree check(String text) {
        CelValidationResult compiled = compiler.compile(text);
        if (compiled.hasError()) {
            throw refused(text, compiled.getErrors());
        }
        try {
            CelAbstractSyntaxTree tree = compiled.getAst();
            CelValidationResult validated = validator.validate(tree);
            if (validated.hasError()) {
                throw refused(text, validated.getErrors());
            }
            return tree;
        } catch (CelValidationException e) {
            throw refused(text, e.getErrors());
        }
    }

    Program program(String text, CelAbstractSyntaxTree tree) {
        try {
            return runtime.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new ExpressionException(Mistakes.message(text, e.getMessage()));
        }
    }

    private ExpressionException refused(String text, List<CelIssue> issues) {
        return new ExpressionException(
                Mistakes.message(text, issues, Names.in(scope).keySet()));
    }
}
