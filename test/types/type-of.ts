/** Of any type that could stand in the place of `T`, none tells A from B: they are the same, not only assignable. */
type Equal<A, B> = Same<A> extends Same<B> ? true : false;
type Same<A> = <T>() => T extends A ? 1 : 2;

/** `typeOf(value).is<Expected>()` does not compile where the type of the value is another. */
export declare function typeOf<Actual>(value: Actual): {
  is<Expected>(...mismatch: Equal<Actual, Expected> extends true ? [] : [expected: Expected]): void;
};
