/** js-yaml 3 comes without types: these are for what we use of it. */
declare module 'js-yaml' {
  interface Type {
    tag: string;
  }
  interface Schema {
    implicit: readonly Type[];
  }
  interface TypeOptions {
    kind: 'scalar';
    resolve: (text: string) => boolean;
    construct: (text: string) => unknown;
  }
  const yaml: {
    Type: new (tag: string, options: TypeOptions) => Type;
    Schema: new (types: Schema) => Schema;
    load: (text: string, options: { schema: Schema }) => unknown;
  };
  export default yaml;
}
