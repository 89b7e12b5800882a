import { instantOf } from './calendar.ts';
import { crmId, putCrm } from './crm-records.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';
import type { Product } from './product.ts';
import { put, stamp, type Today, type World, yuan } from './world.ts';

interface Family {
  readonly name: string;
  readonly unit: string;
  readonly items: readonly string[];
  readonly specs: readonly string[];
  /** Yuan, from and to. */
  readonly price: readonly [number, number];
  readonly brands: readonly string[];
}

const toolBrands = ['衡锐', '世达', '史丹利', '博世', '长城精工'];
const families: readonly Family[] = [
  family(
    '切削刀具',
    '支',
    '立铣刀 麻花钻 丝锥 车刀片 铰刀',
    'M6 M8 M10 Φ12 Φ16',
    [18, 460],
    ['衡锐', '山特维克', '株洲钻石'],
  ),
  family(
    '测量工具',
    '把',
    '数显卡尺 千分尺 百分表 塞规 水平仪',
    '0-150mm 0-200mm 0-300mm',
    [60, 1900],
    ['衡锐', '三丰', '哈量'],
  ),
  family(
    '手动工具',
    '套',
    '套筒组套 扭矩扳手 钳子 螺丝批组 锤子',
    '25件 46件 120件 1/2寸',
    [25, 980],
    toolBrands,
  ),
  family('电动工具', '台', '角磨机 冲击钻 电锤 电动扳手 曲线锯', '600W 900W 20V', [190, 2600], toolBrands),
  family(
    '轴承传动',
    '个',
    '深沟球轴承 圆锥滚子轴承 同步带 链条 联轴器',
    '6204 6308 30207 8M',
    [12, 880],
    ['SKF', 'NSK', '人本'],
  ),
  family(
    '紧固件',
    '盒',
    '内六角螺栓 法兰螺母 膨胀螺栓 平垫圈 自攻螺钉',
    'M5 M6 M8 M12',
    [9, 160],
    ['衡锐', '东明', '晋亿'],
  ),
  family(
    '气动液压',
    '个',
    '气缸 电磁阀 过滤减压阀 液压接头 密封圈',
    'SC63 4V210 G1/4 G1/2',
    [15, 1450],
    ['SMC', '亚德客', '费斯托'],
  ),
  family(
    '电气控制',
    '个',
    '断路器 交流接触器 接近开关 变频器 开关电源',
    '16A 32A 1.5kW 24V',
    [28, 3200],
    ['施耐德', '正泰', '西门子'],
  ),
  family(
    '劳保安全',
    '箱',
    '防护手套 安全鞋 防尘口罩 护目镜 安全帽',
    'M码 L码 XL码',
    [45, 760],
    ['衡盾', '3M', '霍尼韦尔'],
  ),
  family(
    '焊接耗材',
    '包',
    '焊丝 焊条 钎料 焊接面罩 导电嘴',
    '1.0mm 1.2mm 3.2mm',
    [30, 640],
    ['大桥', '金桥', '衡锐'],
  ),
  family(
    '胶粘润滑',
    '桶',
    '螺纹锁固剂 润滑脂 清洗剂 切削液 密封胶',
    '250ml 1L 18L',
    [22, 1300],
    ['乐泰', '美孚', '长城'],
  ),
  family(
    '搬运存储',
    '台',
    '手动搬运车 货架 工具柜 周转箱 升降平台',
    '1t 2t 3t 1.8m',
    [160, 5200],
    ['诺力', '衡锐', '西林'],
  ),
];

/** The range, with its two levels of categories; once, on the first day. */
export function openRange(world: World, today: Today): void {
  const at = instantOf(today.day, 3600);
  put(today, 'erp.product_category', {
    category_id: 'K0',
    name: '工业品',
    parent_id: null,
    updated_at: stamp(at),
  });
  families.forEach(({ name }, index) => {
    const row = { category_id: categoryId(index), name, parent_id: 'K0', updated_at: stamp(at) };
    put(today, 'erp.product_category', row);
  });
  const prng = prngFor(world.seed, 'products');
  const total = Math.max(48, Math.round(400 * world.scale));
  for (let number = 1; number <= total; number += 1) {
    world.products.push(invent(world, prng, number));
  }
  writePriceList(world, today);
}

/** Once a year all prices move, and all rows carry one `updated_at`: a run of equal stamps longer than many a page. */
export function newPriceList(world: World, today: Today): void {
  for (const product of world.products) {
    product.priceFen = Math.max(100, Math.round(product.priceFen * (1.01 + today.prng.next() * 0.04)));
  }
  writePriceList(world, today);
}

function writePriceList(world: World, today: Today): void {
  const at = instantOf(today.day, 7200);
  for (const product of world.products) {
    put(today, 'erp.product', erpRow(product, at));
    putCrm(
      today,
      'Product2',
      { id: product.crmId, created: instantOf(world.startDay, 7200), modified: at },
      {
        Name: product.name,
        ProductCode: product.id,
        Family: product.family,
        IsActive: true,
      },
    );
  }
}

function erpRow(product: Product, at: number) {
  return {
    product_id: product.id,
    name: product.name,
    category_id: product.categoryId,
    brand: product.brand,
    unit: product.unit,
    list_price: yuan(product.priceFen),
    standard_cost: yuan(Math.round(product.priceFen * 0.68)),
    is_active: true,
    updated_at: stamp(at),
  };
}

function invent(world: World, prng: Prng, number: number): Product {
  const index = (number - 1) % families.length;
  const { name, unit, items, specs, price, brands } = itemAt(families, index);
  const [low, high] = price;
  const brand = prng.pick(brands);
  const priceFen = Math.round(100 * low * (high / low) ** prng.next());
  return {
    id: `P${String(number).padStart(4, '0')}`,
    crmId: crmId(world, 'Product2'),
    name: `${brand} ${prng.pick(items)} ${prng.pick(specs)}-${prng.int(10, 99)}`,
    categoryId: categoryId(index),
    family: name,
    brand,
    unit,
    priceFen,
    usualQty: Math.max(1, Math.round((6000 / (priceFen / 100)) * (0.5 + prng.next()))),
  };
}

function categoryId(index: number): string {
  return `K${String(index + 1).padStart(2, '0')}`;
}

function family(
  name: string,
  unit: string,
  items: string,
  specs: string,
  price: readonly [number, number],
  brands: readonly string[],
): Family {
  return { name, unit, items: items.split(' '), specs: specs.split(' '), price, brands };
}
